/** Master data that does not grow with the scale: companies, accounts, cost codes, cost types, products, parties. */
import type {
  AccountType,
  FirmAccount,
  FirmAnalyticAccount,
  FirmCompany,
  FirmParty,
  FirmProduct,
  LedgerCostType,
} from './ledger.js';

export const COMPANIES: readonly FirmCompany[] = [
  {
    code: 'NB',
    name: 'Northbank Civil Inc.',
    currency: 'USD',
    odooId: 1,
    estimatingUnit: 'NORTHBANK',
    labor: 'TIMESHEET',
    rentedEquipment: 'VENDOR',
    rates: { EUR: '0.9', CAD: '1.36' },
    equipmentRates: {
      Excavator: '142.50',
      Dozer: '158.00',
      Loader: '96.75',
      Crane: '245.00',
      'Dump truck': '88.40',
      Roller: '71.25',
      Generator: '18.33',
      Pickup: '24.90',
    },
  },
  {
    code: 'HB',
    name: 'Hochland Bau GmbH',
    currency: 'EUR',
    odooId: 2,
    estimatingUnit: 'HOCHLAND',
    labor: 'PAYROLL',
    rentedEquipment: 'INTERNAL',
    rates: { CHF: '0.95', USD: '1.11' },
    equipmentRates: {
      Excavator: '118.70',
      Dozer: '131.20',
      Loader: '82.15',
      Crane: '210.00',
      'Dump truck': '74.60',
      Roller: '60.45',
      Generator: '15.10',
      Pickup: '19.95',
    },
  },
];

const ACCOUNT_ROWS: readonly (readonly [code: string, name: string, type: AccountType, reconcile?: true])[] =
  [
    ['100100', 'Bank', 'asset_cash'],
    ['121000', 'Accounts receivable', 'asset_receivable', true],
    ['121500', 'Retention receivable', 'asset_current', true],
    ['131000', 'Tax receivable', 'asset_current'],
    ['141000', 'Vendor prepayments', 'asset_current'],
    ['211000', 'Accounts payable', 'liability_payable', true],
    ['211100', 'Accrued purchases', 'liability_current', true],
    ['213000', 'Payroll liabilities', 'liability_current'],
    ['214000', 'Retention payable', 'liability_current', true],
    ['231000', 'Tax payable', 'liability_current'],
    ['300100', 'Owner equity', 'equity'],
    ['400100', 'Contract revenue', 'income'],
    ['400900', 'Other revenue', 'income_other'],
    ['500100', 'Job material', 'expense_direct_cost'],
    ['500200', 'Job subcontracts', 'expense_direct_cost'],
    ['500300', 'Job equipment', 'expense_direct_cost'],
    ['500400', 'Job expenses', 'expense'],
    ['500900', 'Job cost to be classified', 'expense_other'],
    ['501000', 'Stock purchases', 'expense'],
    ['600100', 'Wages', 'expense'],
    ['600200', 'Social security', 'expense'],
    ['601000', 'Depreciation of job plant', 'expense_depreciation'],
    ['610100', 'Equipment cost recovered', 'expense'],
    ['620000', 'Tax not recoverable', 'expense'],
    ['610200', 'Equipment repair', 'expense'],
  ];

export const ACCOUNTS: readonly FirmAccount[] = ACCOUNT_ROWS.map(([code, name, type, reconcile], index) => ({
  id: 1001 + index,
  code,
  name,
  type,
  reconcile: reconcile === true,
}));

/** Id of a general account; an unknown code is a mistake in the generator. */
export function accountIdOf(code: string): number {
  const account = ACCOUNTS.find((candidate) => candidate.code === code);
  if (account === undefined) throw new RangeError(`the chart of accounts has no account ${code}`);
  return account.id;
}

export const COST_TYPES: readonly LedgerCostType[] = [
  'LABOR',
  'EQUIPMENT',
  'MATERIAL',
  'SUBCONTRACT',
  'OTHER',
];
const FIRST_COST_TYPE_ID = 51;
const FIRST_COST_CODE_ID = 61;

export function costTypeIdOf(type: LedgerCostType): number {
  return FIRST_COST_TYPE_ID + COST_TYPES.indexOf(type);
}

/** Invented numbering and titles; not taken from any published list. */
const COST_CODE_GROUPS: readonly (readonly [group: string, titles: readonly string[]])[] = [
  ['01', ['Mobilisation', 'Site office', 'Traffic control', 'Survey and layout']],
  ['02', ['Clearing', 'Topsoil', 'Cut to fill', 'Import fill', 'Haul off']],
  ['03', ['Trench', 'Bedding', 'Main line pipe', 'Service lines', 'Manholes']],
  ['04', ['Footings', 'Walls', 'Decks', 'Rebar placing', 'Formwork rental']],
  ['05', ['Subgrade', 'Stone base', 'Binder course', 'Wearing course', 'Kerbs']],
  ['06', ['Piling', 'Anchors', 'Shoring', 'Dewatering']],
  ['07', ['Lift station', 'Pumps', 'Electrical', 'Controls wiring']],
  ['08', ['Fencing', 'Seeding', 'Striping', 'Signs']],
  ['09', ['Punch list', 'Closeout papers', 'Warranty', 'Demobilisation']],
];

/** The 40 codes as `GG-N00`; the second part never begins with 0, so that every spelling normalises to one code. */
export const COST_CODES: readonly { readonly id: number; readonly code: string; readonly name: string }[] =
  COST_CODE_GROUPS.flatMap(([group, titles]) =>
    titles.map((name, index) => ({ code: `${group}-${(index + 1) * 100}`, name })),
  ).map((row, index) => ({ id: FIRST_COST_CODE_ID + index, ...row }));

export function costCodeIdOf(code: string): number {
  const found = COST_CODES.find((candidate) => candidate.code === code);
  if (found === undefined) throw new RangeError(`the cost code list has no code ${code}`);
  return found.id;
}

export function costCodeOf(id: number): string {
  const found = COST_CODES.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`the cost code list has no id ${id}`);
  return found.code;
}

export const CODE_AND_TYPE_ACCOUNTS: readonly FirmAnalyticAccount[] = [
  ...COST_TYPES.map((type) => ({
    id: costTypeIdOf(type),
    plan: 'COST_TYPE' as const,
    code: type,
    name: `${type.charAt(0)}${type.slice(1).toLowerCase()}`,
    company: null,
  })),
  ...COST_CODES.map(({ id, code, name }) => ({ id, plan: 'COST_CODE' as const, code, name, company: null })),
];

export const PRODUCTS: readonly FirmProduct[] = [
  { id: 1, name: 'Ready-mix concrete', category: 'Building material', storable: false },
  { id: 2, name: 'Stone 0/32', category: 'Building material', storable: false },
  { id: 3, name: 'Ductile pipe DN200', category: 'Stock parts', storable: true },
  { id: 4, name: 'Valve DN200', category: 'Stock parts', storable: true },
  { id: 5, name: 'Subcontract work', category: 'Subcontracts', storable: false },
  { id: 6, name: 'Plant rental', category: 'Plant rental', storable: false },
  { id: 7, name: 'Permits and fees', category: 'Fees', storable: false },
  { id: 8, name: 'Sundries', category: 'Sundries', storable: false },
  { id: 9, name: 'Equipment hours', category: 'Internal charges', storable: false },
];

/** Accounts that say what kind of cost they hold; 500900 and 500400 are left to the product's category. */
export const COST_TYPE_BY_ACCOUNT: Readonly<Record<string, LedgerCostType>> = {
  '500100': 'MATERIAL',
  '500200': 'SUBCONTRACT',
  '500300': 'EQUIPMENT',
  '600100': 'LABOR',
  '600200': 'LABOR',
  '601000': 'EQUIPMENT',
  '620000': 'OTHER',
};
/** `Sundries` and `Internal charges` are deliberately absent: nothing can tell their type. */
export const COST_TYPE_BY_CATEGORY: Readonly<Record<string, LedgerCostType>> = {
  'Building material': 'MATERIAL',
  'Stock parts': 'MATERIAL',
  Subcontracts: 'SUBCONTRACT',
  'Plant rental': 'EQUIPMENT',
  Fees: 'OTHER',
};

const PARTY_NAMES: readonly (readonly [name: string, role: FirmParty['role'], taxId: string])[] = [
  ['Town of Northbank', 'CUSTOMER', 'US-00-0000001'],
  ['Cedar Hollow Development LLC', 'CUSTOMER', 'US-00-0000002'],
  ['Riverside Bridge Authority', 'CUSTOMER', 'US-00-0000003'],
  ['Straßenbauamt Hochland', 'CUSTOMER', 'DE000000001'],
  ['Zweckverband Abwasser Mühlbach', 'CUSTOMER', 'DE000000002'],
  ['Granite Gap Ready Mix', 'VENDOR', 'US-00-0000011'],
  ['Bluff Street Pipe Supply', 'VENDOR', 'US-00-0000012'],
  ['Tall Pine Paving Co.', 'VENDOR', 'US-00-0000013'],
  ['Iron Fork Rentals', 'VENDOR', 'US-00-0000014'],
  ['Überland Beton GmbH', 'VENDOR', 'DE000000011'],
  ['Gerüstbau Kößler', 'VENDOR', 'DE000000012'],
  ['Alpenkies AG', 'VENDOR', 'CH-000.000.013'],
];

export const PARTIES: readonly FirmParty[] = PARTY_NAMES.map(([name, role, taxId], index) => ({
  id: 11 + index,
  name,
  taxId,
  email: `office${index + 1}@example.com`,
  role,
}));

/** Vendors by company; the first supplies material, the second subcontracts, the third abroad or rental. */
export const VENDORS: Readonly<Record<string, readonly [number, number, number]>> = {
  NB: [16, 18, 19],
  HB: [20, 21, 22],
};
