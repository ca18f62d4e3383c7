/**
 * ISO/TS 15143-3 (AEMP 2.0) answers as a small tree. XML and JSON providers send the same elements under the same
 * names, so both readers make the same tree and everything after them is written once.
 *
 * XML is read without DTD: a document type declaration is refused, which rules out external and nested entities.
 */
import { SaxesParser } from 'saxes';
import { UpstreamError } from '../../kit/errors.js';

/** One element; `name` is lower case and without namespace, since providers disagree about both. */
export interface WireElement {
  readonly name: string;
  /** Where it stood, for reports: `line 12` in XML, `Fleet.Equipment[3]` in JSON. */
  readonly at: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly WireElement[];
  readonly text: string;
}

interface OpenElement {
  name: string;
  at: string;
  attributes: Map<string, string>;
  children: WireElement[];
  text: string;
}

const MAX_DEPTH = 32;

/** Reads an answer. Throws an UpstreamError (GARBAGE) for what is too large, no XML or JSON, or carries a DTD. */
export function readAnswer(format: 'xml' | 'json', body: string, maxBytes: number): WireElement {
  if (Buffer.byteLength(body) > maxBytes) throw garbage(`more than ${maxBytes} bytes`);
  const text = body.replace(/^\uFEFF/, '').trimStart();
  return format === 'xml' ? readXml(text) : readJson(text);
}

function garbage(reason: string): UpstreamError {
  return new UpstreamError(
    'telematics',
    'GARBAGE',
    `telematics answered something that cannot be read: ${reason}`,
  );
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

function readXml(text: string): WireElement {
  const parser = new SaxesParser({ xmlns: false });
  const open: OpenElement[] = [element('', 'document')];
  parser.on('error', (error) => {
    throw garbage(error.message);
  });
  parser.on('doctype', () => {
    throw garbage('it carries a document type declaration (DTD), which is refused');
  });
  parser.on('opentag', (tag) => {
    if (open.length > MAX_DEPTH) throw garbage(`elements are nested deeper than ${MAX_DEPTH}`);
    const entry = element(localName(tag.name), `line ${parser.line}`);
    for (const [name, value] of Object.entries(tag.attributes)) entry.attributes.set(localName(name), value);
    open.at(-1)?.children.push(entry);
    open.push(entry);
  });
  const addText = (part: string): void => {
    const current = open.at(-1);
    if (current) current.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const root = open[0]?.children[0];
  if (!root) throw garbage('it is empty');
  return root;
}

function element(name: string, at: string): OpenElement {
  return { name, at, attributes: new Map(), children: [], text: '' };
}

function readJson(text: string): WireElement {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw garbage('it is not JSON');
  }
  if (typeof value !== 'object' || value === null) throw garbage('it is not a JSON object');
  return fromJson('document', '', value, 0);
}

function fromJson(name: string, at: string, value: unknown, depth: number): WireElement {
  if (depth > MAX_DEPTH) throw garbage(`values are nested deeper than ${MAX_DEPTH}`);
  const entry = element(localName(name), at);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    entry.text = String(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      addJson(entry, key, at === '' ? key : `${at}.${key}`, inner, depth);
  }
  return entry;
}

/** Arrays repeat the element; `@name`, `-name` and `_name` are attributes as XML converters write them. */
function addJson(parent: OpenElement, key: string, at: string, value: unknown, depth: number): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) => parent.children.push(fromJson(key, `${at}[${i}]`, item, depth + 1)));
  } else if (/^[@\-_]/.test(key)) {
    parent.attributes.set(localName(key.slice(1)), String(value));
  } else if (key === '#text') {
    parent.text = String(value);
  } else {
    parent.children.push(fromJson(key, at, value, depth + 1));
  }
}
