/** Elements from plain values. Text is always set as text: what a system answered is never read as markup. */
export function h(tag, props = {}, ...children) {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function table(heads, rows, empty) {
  if (rows.length === 0) return h('p', { className: 'quiet' }, empty);
  const head = h(
    'tr',
    {},
    heads.map((name) => (typeof name === 'string' ? h('th', {}, name) : name)),
  );
  return h('table', {}, h('thead', {}, head), h('tbody', {}, rows));
}

export const row = (...cells) =>
  h(
    'tr',
    {},
    cells.map((cell) => (cell instanceof HTMLTableCellElement ? cell : h('td', {}, cell ?? ''))),
  );

export const number = (value) => h('td', { className: 'number' }, value === null ? '' : String(value));

export const numberHead = (name) => h('th', { className: 'number' }, name);

const TONES = {
  DEAD: 'bad',
  FAILED: 'bad',
  UNKNOWN: 'bad',
  PENDING_APPROVAL: 'wait',
  RETRYING: 'wait',
  SUCCEEDED: 'good',
};
export const status = (value) => h('span', { className: TONES[value] ?? 'quiet' }, value);

export const moment = (text) => (text ? new Date(text).toLocaleString() : '');

/** A button that says what went wrong beside it. @param work may throw an Error with a message for people */
export function act(label, className, work) {
  const note = h('span', { className: 'bad' });
  const button = h('button', { type: 'button', className }, label);
  button.addEventListener('click', async () => {
    button.disabled = true;
    note.textContent = '';
    try {
      await work();
    } catch (error) {
      note.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
  return [button, note];
}
