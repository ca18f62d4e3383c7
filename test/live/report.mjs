/** What was lost and doubled, client by client. */

/** @returns { lost, doubled, strange, disordered } of one client against the ledger */
export function countHeard(wanted, heard, writers) {
  const known = new Set(wanted);
  const once = new Set(heard);
  return {
    lost: wanted.filter((moment) => !once.has(moment)).length,
    doubled: heard.length - once.size,
    strange: [...once].filter((moment) => !known.has(moment)).length,
    disordered: countDisordered(heard, writers),
  };
}

/** A writer appends one after the other, so its events are heard in their order. */
function countDisordered(heard, writers) {
  const last = new Map();
  let count = 0;
  for (const moment of heard) {
    const at = Date.parse(moment);
    const writer = at % writers;
    if ((last.get(writer) ?? -Infinity) > at) count += 1;
    last.set(writer, at);
  }
  return count;
}

/** Prints the table. @returns {boolean} whether every resuming client heard all, once and in order */
export function report(result, { writers, events, disconnects, kills }, store) {
  const { wanted, unknown, resuming, naive, gateways, seconds } = result;
  const rows = [...resuming, naive].map((own) => ({ own, ...countHeard(wanted, own.heard, writers) }));
  const sum = (name) => rows.slice(0, -1).reduce((total, row) => total + row[name], 0);
  const cuts = resuming.reduce((total, own) => total + own.cuts, 0);
  console.log(
    `${store}, ${gateways} gateway(s): ${wanted.length} events of ${writers} writers in ${seconds.toFixed(0)} s, ` +
      `${cuts} disconnects, ${result.kills} kills, ${unknown} appends repeated whose outcome was not known`,
  );
  console.log('client        cuts  connects      handled    lost  doubled  disordered  unknown');
  for (const { own, lost, doubled, strange, disordered } of rows)
    console.log(
      own.name.padEnd(12) +
        String(own.cuts).padStart(6) +
        own.connects.join('+').padStart(10) +
        [own.heard.length, lost, doubled, disordered, strange].map((n) => String(n).padStart(11)).join(''),
    );
  for (const { own } of rows)
    if (own.refused !== null) console.log(`${own.name} was refused: ${own.refused}`);
  const whole =
    wanted.length >= events &&
    cuts === disconnects &&
    result.kills === kills &&
    !resuming.some((own) => own.refused);
  console.log(
    `${store}: resuming lost ${sum('lost')}, doubled ${sum('doubled')}; naive lost ${rows.at(-1).lost}, ` +
      `doubled ${rows.at(-1).doubled}`,
  );
  return whole && ['lost', 'doubled', 'strange', 'disordered'].every((name) => sum(name) === 0);
}
