import { sql } from 'kysely';

/** What an award `w` froze as JSON text in the shape of FrozenBaseline: its revision with its reversal, if any. */
export const BASELINE_JSON = sql`json_build_object('estimateNumber', w.estimate_number,
  'estimateRevision', w.estimate_revision, 'awardedOn', w.awarded_on::text,
  'price', (select sum(r.price_change)::text from plumbline.baseline_revision r
    where r.project_id = w.project_id and r.original),
  'lines', coalesce((select json_agg(json_build_object('costCode', s.cost_code, 'costType', s.cost_type,
      'amount', s.amount::text) order by s.cost_code collate "C", s.cost_type collate "C")
    from (select l.cost_code, l.cost_type, sum(l.change) as amount from plumbline.baseline_revision_line l
      join plumbline.baseline_revision r on r.project_id = l.project_id and r.revision = l.revision
      where l.project_id = w.project_id and r.original group by l.cost_code, l.cost_type) s), '[]'))::text`;
