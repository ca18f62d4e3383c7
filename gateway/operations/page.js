/** What failed and why, what waits for somebody, and the buttons for it. */
import { act, h, moment, number, numberHead, row, status, table } from './elements.js';
import { board, cancel, decide, hasToken, keepToken, replay, retryDelivery } from './graph.js';

const EVERY_MS = 5_000;
const hint = document.getElementById('hint');
const place = document.getElementById('board');
/** Ids of the writes whose details are open; nothing is drawn anew while somebody works in one. */
const open = new Set();

async function refresh() {
  if (!hasToken()) return;
  try {
    const data = await board();
    hint.textContent = `As of ${new Date().toLocaleTimeString()}; looks again every ${EVERY_MS / 1_000} seconds, not while details are open.`;
    draw(data);
  } catch (error) {
    hint.textContent = error.message;
  }
}

function draw({ deadLetters, approvals, writes, exceptions, flows }) {
  const waiting = flows.reduce((sum, { backlog }) => sum + backlog, 0);
  place.replaceChildren(
    h(
      'div',
      { className: 'tiles' },
      tile('need a person', deadLetters.nodes.length, 'bad'),
      tile('wait for agreement', approvals.nodes.length, 'wait'),
      tile('under way', waiting, 'quiet'),
      tile('exceptions', exceptions.length, 'wait'),
    ),
    h('h2', {}, 'Need a person'),
    table(HEADS, deadLetters.nodes.flatMap(withDetail), 'Nothing is dead or unknown.'),
    h('h2', {}, 'Wait for agreement'),
    approvalTable(approvals.nodes),
    h('h2', {}, 'Exceptions'),
    table(
      ['Kind', 'Record', 'System', 'Since', 'What is wrong, and what to do', ''],
      exceptions.map((one) =>
        row(one.kind, one.record, one.system, moment(one.since), one.message, retryOf(one)),
      ),
      'No exceptions.',
    ),
    h('h2', {}, 'Writes of the last 24 hours, flows of the last 30 days'),
    table(
      [
        'Write or flow',
        ...['Waits', 'Oldest, s', 'Done', 'Failed', 'Median, s', '95 %, s'].map(numberHead),
        ...['In time', 'Last run', 'Next run'],
      ],
      flows.map((own) =>
        row(
          own.kind,
          ...[own.backlog, round(own.oldestWaitingSeconds), own.succeeded, own.failed].map(number),
          ...[round(own.p50Seconds), round(own.p95Seconds)].map(number),
          own.withinSla ? 'yes' : 'no',
          ...runs(own.schedule),
        ),
      ),
      'No writes yet.',
    ),
    h('h2', {}, 'Latest writes'),
    table(HEADS, writes.nodes.flatMap(withDetail), 'No writes yet.'),
  );
}

/** Only a webhook delivery is tried again from here; the others are mended elsewhere. */
const retryOf = ({ kind, record }) =>
  kind === 'DELIVERY_PARKED' ? act('Try again', 'go', () => retryDelivery(record).then(refresh)) : '';

/** Writes have no schedule. */
const runs = (schedule) => {
  if (!schedule) return ['', ''];
  const { enabled, last, nextOccurrence } = schedule;
  return [
    last ? `${last.status} ${moment(last.occurrence)}` : 'none',
    enabled ? moment(nextOccurrence) : 'off',
  ];
};

const HEADS = ['When', 'Write', 'What', 'Asked by', 'Status', 'Why', ''];
const round = (value) => (value === null ? null : Math.round(value * 10) / 10);
const tile = (label, count, tone) =>
  h('div', { className: `tile ${count > 0 ? tone : 'quiet'}` }, h('b', {}, String(count)), label);

function withDetail(write) {
  const { id, failure } = write;
  const toggle = () => {
    if (!open.delete(id)) open.add(id);
    detail.hidden = !open.has(id);
  };
  const detail = h('tr', { className: 'detail', hidden: !open.has(id) }, detailCell(write));
  const why = failure ? `${failure.step}: ${failure.code}. ${failure.message}` : '';
  const head = row(
    ...[moment(write.receivedAt), `${write.kind} ${id}`, write.summary, write.requestedBy],
    ...[status(write.status), why, act('Details', '', toggle)],
  );
  return [head, detail];
}

function detailCell(write) {
  const attempts = write.steps.flatMap((step) =>
    (step.attempts.length > 0 ? step.attempts : [null]).map((attempt) =>
      row(
        ...[step.name, step.system, status(step.status === 'DONE' ? 'SUCCEEDED' : step.status)],
        ...[moment(attempt?.startedAt), attempt?.outcome ?? '', attempt?.answer ?? ''],
      ),
    ),
  );
  const heads = ['Step', 'System', 'Step is', 'Attempt', 'Outcome', 'What the system answered'];
  return h('td', { colSpan: HEADS.length }, table(heads, attempts, 'No steps.'), controls(write));
}

function controls({ id, status: state, input }) {
  const done = async () => {
    open.delete(id);
    await refresh();
  };
  const corrected = h('textarea', { value: JSON.stringify(JSON.parse(input), null, 2) });
  const failed = state === 'DEAD' || state === 'UNKNOWN';
  if (!failed) return h('pre', { className: 'quiet' }, corrected.value);
  const again = act('Replay from the failed step', 'go', () =>
    replay({ id, correctedInput: null }).then(done),
  );
  const changed = act('Replay with this input', '', () =>
    replay({ id, correctedInput: JSON.stringify(JSON.parse(corrected.value)) }).then(done),
  );
  return h(
    'div',
    {},
    h('p', { className: 'acts' }, again),
    corrected,
    h('p', { className: 'acts' }, changed),
  );
}

function approvalTable(writes) {
  const rows = writes.map(({ id, summary, requestedBy, approval }) => {
    const reason = h('input', { placeholder: 'Reason' });
    const say = (approve) => () => decide({ id, approve, reason: reason.value }).then(refresh);
    const acts = [...act('Agree', 'go', say(true)), ...act('Turn down', '', say(false))];
    const withdraw = act('Cancel', '', () =>
      cancel({ id, reason: reason.value || 'cancelled on the operations page' }).then(refresh),
    );
    const until = approval ? moment(approval.expiresAt) : '';
    return row(
      summary,
      requestedBy,
      approval?.rule,
      until,
      h('div', { className: 'acts' }, reason, acts, withdraw),
    );
  });
  return table(['What', 'Asked by', 'Rule', 'Until', ''], rows, 'Nothing waits for agreement.');
}

const field = document.getElementById('token');
document.getElementById('access').addEventListener('submit', (event) => {
  event.preventDefault();
  keepToken(field.value);
  void refresh();
});
const working = () => open.size > 0 || place.contains(document.activeElement);
setInterval(() => (working() ? undefined : void refresh()), EVERY_MS);
void refresh();
