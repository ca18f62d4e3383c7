/** What the page asks the graph: the same queries and mutations that any client may send. */
const token = () => sessionStorage.getItem('plumbline-token') ?? '';
export const keepToken = (value) => sessionStorage.setItem('plumbline-token', value);
export const hasToken = () => token() !== '';

/** @throws Error with what the graph says, or why it could not be asked */
export async function ask(query, variables = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}` },
    body: JSON.stringify({ query, variables }),
  });
  if (response.status === 401) throw new Error('This token is not accepted; paste a valid one.');
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
  return data;
}

const WRITE = `id kind status summary company project requestedBy run receivedAt updatedAt input
  failure { step code message } approval { rule expiresAt decision decidedBy reason }
  steps { name system status attempts { startedAt endedAt outcome answer } }`;

export const board = () =>
  ask(`{ deadLetters(first: 100) { nodes { ${WRITE} } } approvals(first: 100) { nodes { ${WRITE} } }
    writes(first: 50) { nodes { ${WRITE} } } exceptions(first: 200) { kind message record system since }
    flows { kind backlog oldestWaitingSeconds succeeded failed p50Seconds p95Seconds withinSla
      schedule { enabled nextOccurrence last { status occurrence } } } }`);

const decision = (name, type, fields) => async (input) => {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { write { id status } userErrors { message } } }`;
  const { userErrors } = (await ask(query, { input: fields(input) }))[name];
  if (userErrors.length > 0) throw new Error(userErrors.map(({ message }) => message).join(' '));
};

/** Another try of a webhook delivery that was set aside. */
export const retryDelivery = async (id) => {
  const query = 'mutation ($id: ID!) { retryDelivery(id: $id) { retried userErrors { message } } }';
  const { userErrors } = (await ask(query, { id })).retryDelivery;
  if (userErrors.length > 0) throw new Error(userErrors.map(({ message }) => message).join(' '));
};

/** @param correctedInput JSON text, or null for the input as it was */
export const replay = decision('replayWrite', 'ReplayWriteInput', ({ id, correctedInput }) => ({
  write: id,
  ...(correctedInput === null ? {} : { correctedInput }),
}));
export const cancel = decision('cancelWrite', 'CancelWriteInput', ({ id, reason }) => ({
  write: id,
  reason,
}));
export const decide = decision('decideApproval', 'DecideApprovalInput', ({ id, approve, reason }) => ({
  write: id,
  approve,
  reason: reason || null,
}));
