/**
 * Makes or finds the records a case refers to, through the API alone. Whatever it makes is called PLB-CONTRACT …;
 * masters that every database has (companies, journals, accounts, units) are looked up.
 */
const NAME = 'PLB-CONTRACT';

/** Model → how to get a record of it: `(kit, label) => id`. `kit` is { call, get, once, run }. */
const makers = {
  'res.company': async (kit, label) => {
    if (label !== '1' && /lock/.test(kit.caseId)) return freshCompany(kit);
    const rows = await kit.call('res.company', 'search_read', { domain: [], fields: ['name'], order: 'id' });
    return (label === '1' ? rows[0] : (rows[1] ?? rows[0])).id;
  },
  'res.partner': (kit) => create(kit, 'res.partner', { name: `${NAME} party` }),
  'res.users': (kit) => kit.call('res.users', 'context_get', {}).then(({ uid }) => uid),
  'account.account': async (kit, label) => {
    const [type, values] = ACCOUNTS[label] ?? ['expense', {}];
    if (!values.own) return find(kit, 'account.account', [['account_type', '=', type]]);
    return create(kit, 'account.account', {
      name: `${NAME} ${label}`,
      code: `9${Date.now() % 1e8}${kit.count()}`,
      account_type: type,
      reconcile: true,
    });
  },
  'account.journal': async (kit, label) => {
    const type = label === '17' ? 'purchase' : 'general';
    const company = await kit.get('res.company', ['17', '18'].includes(label) ? '5' : '1');
    const found = await kit.call('account.journal', 'search', {
      domain: [
        ['type', '=', type],
        ['company_id', '=', company],
      ],
      limit: 1,
      order: 'id',
    });
    return (
      found[0] ??
      create(kit, 'account.journal', {
        name: `${NAME} ${type}`,
        code: `P${kit.count()}`,
        type,
        company_id: company,
      })
    );
  },
  'account.tax': (kit) =>
    create(kit, 'account.tax', {
      name: `${NAME} tax ${kit.run}${kit.count()}`,
      amount: 15,
      amount_type: 'percent',
      type_tax_use: 'sale',
    }),
  'account.payment.term': (kit) => create(kit, 'account.payment.term', { name: `${NAME} term` }),
  'account.analytic.plan': async (kit, label) => {
    const names = { 1: 'Project', 4: 'Cost code', 5: 'Cost type' };
    const found = await kit.call('account.analytic.plan', 'search', {
      domain: [['name', '=', names[label] ?? 'Cost code']],
      limit: 1,
    });
    return found[0] ?? create(kit, 'account.analytic.plan', { name: names[label] ?? 'Cost code' });
  },
  'account.analytic.account': async (kit, label) => {
    if (label === '37' && kit.family === 'json2') return ofProject(kit, '16');
    const plan = PLAN_OF[label] ?? '1';
    return create(kit, 'account.analytic.account', {
      name: `${NAME} ${label}`,
      code: `PLB${label}`,
      plan_id: await kit.get('account.analytic.plan', plan),
    });
  },
  'account.analytic.line': async (kit) =>
    create(kit, 'account.analytic.line', {
      name: `${NAME} line`,
      amount: -1,
      account_id: await kit.get('account.analytic.account', 'any'),
      date: '2026-11-20',
    }),
  'account.move': (kit, label) => moveOf(kit, label),
  'account.move.line': async (kit, label) => {
    const move = await kit.get('account.move', LINE_MOVES[`${kit.family}:${label}`] ?? 'any');
    const rows = await kit.call('account.move.line', 'search', {
      domain: [['move_id', '=', move], ['display_type', '=', 'product'], ...(await onAccount(kit, label))],
      order: 'id',
      limit: 1,
    });
    return rows[0];
  },
  'project.project': async (kit, label) =>
    create(kit, 'project.project', {
      name: label === 'office' ? `${NAME} Office` : `${NAME} job`,
      company_id: await kit.get('res.company', '1'),
      allow_milestones: true,
      allow_timesheets: true,
      ...(label === 'ofjob58' ? { account_id: await kit.get('account.analytic.account', '58') } : {}),
    }),
  'project.milestone': async (kit) =>
    create(kit, 'project.milestone', {
      name: `${NAME} milestone`,
      project_id: await kit.get('project.project', '16'),
    }),
  'project.task': async (kit, label) =>
    create(kit, 'project.task', {
      name: `${NAME} task`,
      project_id: await kit.get('project.project', label === 'ofproject1' ? '1' : '6'),
    }),
  'hr.employee': async (kit) =>
    create(kit, 'hr.employee', {
      name: `${NAME} person`,
      company_id: await kit.get('res.company', '1'),
      hourly_cost: 55,
    }),
  'product.product': (kit, label) =>
    create(kit, 'product.product', {
      name: `${NAME} product ${label}`,
      type: 'consu',
      is_storable: true,
      standard_price: 55,
    }),
  'purchase.order': async (kit, label) => {
    const line = {
      product_id: await kit.get('product.product', '83'),
      product_qty: 10,
      price_unit: 100,
      analytic_distribution: { [await kit.get('account.analytic.account', '58')]: 100 },
    };
    const partner_id = await kit.get('res.partner', '10');
    const id = await create(kit, 'purchase.order', { partner_id, order_line: [[0, 0, line]] });
    if (label === 'confirmed') await kit.call('purchase.order', 'button_confirm', { ids: [id] });
    return id;
  },
  'purchase.order.line': async (kit) =>
    (
      await kit.call('purchase.order', 'read', {
        ids: [await kit.get('purchase.order', 'any')],
        fields: ['order_line'],
      })
    )[0].order_line[0],
  'stock.location': (kit, label) =>
    find(kit, 'stock.location', [['usage', '=', label === '5' ? 'internal' : 'production']]),
  'stock.picking.type': (kit, label) =>
    find(kit, 'stock.picking.type', [['code', '=', label === '1' ? 'incoming' : 'outgoing']]),
  'stock.picking': (kit, label) => pickingOf(kit, label),
  'stock.move': async (kit, label) =>
    (
      await kit.call('stock.picking', 'read', {
        ids: [await kit.get('stock.picking', label)],
        fields: ['move_ids'],
      })
    )[0].move_ids[0],
  'maintenance.stage': (kit) => find(kit, 'maintenance.stage', [['done', '=', true]]),
  'maintenance.equipment.category': (kit) =>
    create(kit, 'maintenance.equipment.category', { name: `${NAME} plant` }),
  'maintenance.equipment': (kit) =>
    create(kit, 'maintenance.equipment', {
      name: `${NAME} machine`,
      serial_no: `PLB${kit.run}${kit.count()}`,
    }),
  'fleet.vehicle': async (kit) =>
    create(kit, 'fleet.vehicle', {
      license_plate: NAME,
      vin_sn: 'PLB1',
      state_id: await create(kit, 'fleet.vehicle.state', { name: `${NAME} state ${kit.run}${kit.count()}` }),
      driver_id: await kit.get('res.partner', '6'),
      model_id: await kit.get('fleet.vehicle.model', 'any'),
    }),
  'fleet.vehicle.log.services': async (kit) =>
    create(kit, 'fleet.vehicle.log.services', {
      vehicle_id: await kit.get('fleet.vehicle', '1'),
      service_type_id: await kit.get('fleet.service.type', '8'),
      date: '2026-09-23',
      amount: 650,
      state: 'done',
      vendor_id: await kit.get('res.partner', '9'),
    }),
  'fleet.vehicle.model': (kit) => create(kit, 'fleet.vehicle.model', { name: `${NAME} model` }),
  'fleet.service.type': (kit) => create(kit, 'fleet.service.type', { name: `${NAME} service` }),
  'sale.order': async (kit) =>
    create(kit, 'sale.order', {
      partner_id: await kit.get('res.partner', '10'),
      project_id: await kit.get('project.project', '16'),
      order_line: [
        [
          0,
          0,
          {
            name: `${NAME} work`,
            product_id: await kit.get('product.product', '83'),
            product_uom_qty: 1,
            price_unit: 1000,
            task_id: await kit.get('project.task', '77'),
          },
        ],
      ],
    }),
  'sale.order.line': async (kit) =>
    (
      await kit.call('sale.order', 'read', {
        ids: [await kit.get('sale.order', 'any')],
        fields: ['order_line'],
      })
    )[0].order_line[0],
};

/** Accounts of the recordings by id: their type, and whether the case wants one of its own. */
const ACCOUNTS = {
  5: ['asset_receivable', {}],
  16: ['liability_current', {}],
  26: ['income', {}],
  184: ['asset_current', {}],
  207: ['expense', {}],
  208: ['asset_current', { own: true }],
};
const PLAN_OF = { 42: '4', 43: '4', 49: '4', 50: '4', 51: '4', 52: '5', 53: '5', 54: '5', 55: '5' };
const LINE_MOVES = {
  'json2:135': '57',
  'json2:157': '68',
  'jobcost:165': '67',
  'jobcost:162': '66',
  'jobcost:175': '70',
};

/** Lines that are told apart from the others of their document by the account. */
const LINE_ACCOUNTS = { 'jobcost:162': '208', 'jobcost:165': '208' };
const onAccount = async (kit, label) => {
  const account = LINE_ACCOUNTS[`${kit.family}:${label}`];
  return account ? [['account_id', '=', await kit.get('account.account', account)]] : [];
};

const find = async (kit, model, domain) => {
  const [id] = await kit.call(model, 'search', { domain, limit: 1, order: 'id' });
  if (id === undefined) throw new Error(`the server has no ${model} with ${JSON.stringify(domain)}`);
  return id;
};
const create = async (kit, model, values) => {
  const made = await kit.call(model, 'create', { vals_list: [values] });
  return made[0];
};

const freshCompany = async (kit) => {
  const made = await kit.call(
    'res.company',
    'create',
    { vals_list: [{ name: `${NAME} company ${kit.run}${kit.count()}` }] },
    'admin',
  );
  return made[0];
};

async function ofProject(kit, label) {
  const project = await kit.get('project.project', label);
  const [row] = await kit.call('project.project', 'read', { ids: [project], fields: ['account_id'] });
  return row.account_id[0];
}

async function moveOf(kit, label) {
  if (kit.family === 'json2' && label === '57') {
    await kit.once('json2/po_create_bill');
    const [order] = await kit.call('purchase.order', 'read', {
      ids: [await kit.get('purchase.order', '17')],
      fields: ['invoice_ids'],
    });
    return order.invoice_ids[0];
  }
  if (kit.family === 'jobcost' && label === '79') return reversedTwice(kit);
  return postedMove(kit, label);
}

async function reversedTwice(kit) {
  const move = await postedMove(kit, 'any');
  for (const reason of ['first', 'second']) {
    const values = {
      move_ids: [[6, 0, [move]]],
      journal_id: await kit.get('account.journal', '3'),
      date: '2026-11-22',
      reason,
    };
    const wizard = await create(kit, 'account.move.reversal', values);
    await kit.call('account.move.reversal', 'reverse_moves', { ids: [wizard] });
  }
  return move;
}

/** Coding of a posted entry by label; the usual one is a project, a cost code and a cost type. */
const CODINGS = { 80: ['37', '43'], payroll: ['58', '49', '52'], 59: ['58', '50'] };

/** A posted entry with job cost on one line. */
async function postedMove(kit, label) {
  const line = async (account, debit, credit, more) => [
    0,
    0,
    { name: NAME, account_id: await kit.get('account.account', account), debit, credit, ...more },
  ];
  const coding = kit.family === 'json2' && label === '59' ? undefined : CODINGS[label];
  const keys = await Promise.all(
    (coding ?? ['58', '49', '54']).map((one) => kit.get('account.analytic.account', one)),
  );
  const product = /^product(\d+)$/.exec(label)?.[1];
  const more = product ? { product_id: await kit.get('product.product', product) } : {};
  const id = await create(kit, 'account.move', {
    move_type: 'entry',
    journal_id: await kit.get('account.journal', '3'),
    date: '2026-11-20',
    ref: `${NAME} ${kit.run}`,
    line_ids: [
      await line('32', 100, 0, { ...more, analytic_distribution: { [keys.join(',')]: 100 } }),
      await line('16', 0, 100, {}),
    ],
  });
  await kit.call('account.move', 'action_post', { ids: [id] });
  return id;
}

async function pickingOf(kit, label) {
  if (kit.family === 'json2' && label === '51') {
    await kit.once('json2/po_confirm');
    const [order] = await kit.call('purchase.order', 'read', {
      ids: [await kit.get('purchase.order', '17')],
      fields: ['picking_ids'],
    });
    return order.picking_ids[0];
  }
  const place = {
    location_id: await kit.get('stock.location', '5'),
    location_dest_id: await kit.get('stock.location', '2'),
  };
  const id = await create(kit, 'stock.picking', {
    picking_type_id: await kit.get('stock.picking.type', '2'),
    project_id: await kit.get('project.project', label === 'ofjob58' ? 'ofjob58' : '16'),
    ...place,
    move_ids: [[0, 0, { product_id: await kit.get('product.product', '5'), product_uom_qty: 10, ...place }]],
  });
  await kit.call('stock.picking', 'action_confirm', { ids: [id] });
  await kit.call('stock.picking', 'action_assign', { ids: [id] });
  const [{ move_ids }] = await kit.call('stock.picking', 'read', { ids: [id], fields: ['move_ids'] });
  await kit.call('stock.move', 'write', { ids: move_ids, vals: { quantity: 4, picked: true } });
  return id;
}

/** Throws for a model the suite cannot make records of. */
export function makeRecord(kit, model, label) {
  const maker = makers[model];
  if (!maker) throw new Error(`the suite knows no way to make a ${model}`);
  return maker(kit, label);
}
