/**
 * Streams an XML document as records, so that memory holds one of them and not the document. Document type
 * declarations are refused: they are the only way to declare entities that grow or read other files.
 */
import { SaxesParser } from 'saxes';
import { limitBytes, type Bytes } from '../../kit/files/bytes.js';
import { FileRefused } from '../../kit/files/report.js';
import { findCharset, type Charset } from './charset.js';

/** An element. Inside a record everything is kept; a container keeps only its children without children. */
export interface XmlNode {
  readonly name: string;
  readonly line: number;
  text: string;
  readonly children: XmlNode[];
}

export type RecordHandler = (record: XmlNode, container: XmlNode) => void;

const MOST_DEPTH = 64;
const MOST_TEXT = 1_000_000;
const MOST_RECORD_NODES = 100_000;

/**
 * @param containers names of elements that are passed through; each child of one that has children of its own is
 *   handed to `handle` when it ends, and so is each container
 * @returns the root element
 */
export async function readRecords(
  bytes: Bytes,
  maxBytes: number,
  containers: ReadonlySet<string>,
  handle: RecordHandler,
): Promise<XmlNode> {
  const parser = new SaxesParser({ position: true });
  const tree = createTree(() => parser.line, containers, handle);
  parser.on('doctype', () => {
    throw new FileRefused('the file declares a document type or entities; it is refused as unsafe');
  });
  parser.on('error', (error) => {
    throw new FileRefused(`the XML cannot be read: ${error.message}`);
  });
  parser.on('opentag', ({ name }) => tree.open(localName(name)));
  parser.on('text', (text) => tree.text(text));
  parser.on('cdata', (text) => tree.text(text));
  parser.on('closetag', () => tree.close());
  for await (const text of decodeXml(bytes, maxBytes)) parser.write(text);
  parser.close();
  if (tree.root) return tree.root;
  throw new FileRefused('the file holds no XML element');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function createTree(lineNow: () => number, containers: ReadonlySet<string>, handle: RecordHandler) {
  const open: XmlNode[] = [];
  let nodes = 0;
  return {
    root: undefined as XmlNode | undefined,
    open(name: string): void {
      nodes += 1;
      if (open.length >= MOST_DEPTH) throw new FileRefused('the XML is nested too deeply');
      if (nodes > MOST_RECORD_NODES) throw new FileRefused(`one record of the XML is too large (<${name}>)`);
      const node: XmlNode = { name, line: lineNow(), text: '', children: [] };
      this.root ??= node;
      open.push(node);
    },
    text(text: string): void {
      const node = open.at(-1);
      if (!node) return;
      node.text += text;
      if (node.text.length > MOST_TEXT) throw new FileRefused(`a value of <${node.name}> is too long`);
    },
    close(): void {
      const node = open.pop();
      const parent = open.at(-1);
      if (!node || !parent) return;
      const inContainer = containers.has(parent.name);
      const record = node.children.length > 0 || containers.has(node.name);
      if (!inContainer || !record) parent.children.push(node);
      if (!inContainer) return;
      if (record) handle(node, parent);
      parent.text = '';
      nodes = 0;
    },
  };
}

/** Bytes in which the XML declaration must end, if there is one. */
const HEAD_BYTES = 200;

/** Text in the encoding of the byte order mark, else of the XML declaration, else UTF-8. */
async function* decodeXml(bytes: Bytes, maxBytes: number): AsyncGenerator<string> {
  let charset: Charset | undefined;
  let head = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of limitBytes(bytes, maxBytes)) {
    if (!charset) {
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) continue;
    }
    const part = charset ? chunk : head;
    charset ??= findXmlCharset(head);
    yield decodePart(charset, part, offset);
    offset += part.length;
  }
  if (!charset) yield decodePart(findXmlCharset(head), head, 0);
}

function decodePart(charset: Charset, bytes: Uint8Array, offset: number): string {
  try {
    return charset.decode(bytes, true);
  } catch {
    throw new FileRefused(
      `bytes after ${offset} are not ${charset.name}, which the file says it is written in; export it again`,
    );
  }
}

function findXmlCharset(start: Buffer): Charset {
  const head = start.subarray(0, HEAD_BYTES).toString('latin1');
  const declared = /^(?:ï»¿)?\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1] ?? 'utf-8';
  const marked = head.startsWith('ÿþ') ? 'utf-16le' : head.startsWith('þÿ') ? 'utf-16be' : declared;
  try {
    return findCharset(marked, true);
  } catch {
    throw new FileRefused(`the XML says it is written in "${marked}", which is no known character set`);
  }
}

export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((each) => each.name === name);
}

export function children(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((each) => each.name === name) ?? [];
}

/** Trimmed text of a child; undefined when it is absent or empty. */
export function textOf(node: XmlNode | undefined, name: string): string | undefined {
  const text = node && child(node, name)?.text.trim();
  return text === '' ? undefined : text;
}
