/** The graph's own scalars. Decimal and Date travel as text; DateTime is a Date inside and ISO 8601 UTC outside. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const DECIMAL = /^-?\d+(\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function text(name: string, pattern: RegExp, example: string): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw new GraphQLError(`${name} cannot be ${JSON.stringify(value)}; write it as text like "${example}"`);
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: check,
    parseValue: check,
    parseLiteral: (node) => check(literal(node)),
  });
}

function literal(node: ValueNode): unknown {
  return node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined;
}

function toMoment(value: unknown): Date {
  const moment =
    typeof value === 'string' || Object.prototype.toString.call(value) === '[object Date]'
      ? new Date(value as string | Date)
      : undefined;
  if (moment && !Number.isNaN(moment.getTime())) return moment;
  throw new GraphQLError(
    `DateTime cannot be ${JSON.stringify(value)}; write it as text like "2026-10-05T07:30:00Z"`,
  );
}

export const DecimalScalar = text('Decimal', DECIMAL, '1234.50');
export const DateScalar = text('Date', DAY, '2026-10-05');
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => toMoment(value).toISOString(),
  parseValue: toMoment,
  parseLiteral: (node) => toMoment(literal(node)),
});

/** Resolver map entries of the shared scalars. */
export const scalars = { Decimal: DecimalScalar, Date: DateScalar, DateTime: DateTimeScalar };
