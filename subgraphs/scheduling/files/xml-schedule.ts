/** Decides between the XML formats by their elements, and reads the schedules. */
import type { Bytes } from '../../kit/files/bytes.js';
import { FileRefused } from '../../kit/files/report.js';
import { createMspdiReader } from './mspdi.js';
import { createPmxmlReader } from './pmxml.js';
import type { ReadContext, ReadSchedules } from './read-schedule.js';
import { createReport } from './report.js';
import { readRecords } from './xml-records.js';

const CONTAINERS = new Set([
  ...['APIBusinessObjects', 'Project', 'BaselineProject'],
  ...['Calendars', 'Tasks', 'Resources', 'Assignments', 'ExtendedAttributes'],
]);

export async function readXmlSchedule(bytes: Bytes, context: ReadContext): Promise<ReadSchedules> {
  const report = createReport();
  const pmxml = createPmxmlReader(context, report);
  const mspdi = createMspdiReader(context, report);
  const root = await readRecords(bytes, context.maxBytes, CONTAINERS, (record, container) => {
    pmxml.take(record, container);
    mspdi.take(record, container);
  });
  switch (root.name) {
    case 'APIBusinessObjects':
      return { kind: 'P6_XML', schedules: pmxml.schedules(), report };
    case 'Project':
      return { kind: 'MS_PROJECT_XML', schedules: [mspdi.schedule(root)], report };
    default:
      throw new FileRefused(
        `the XML begins with <${root.name}>; P6 XML begins with <APIBusinessObjects>, MS Project XML with <Project>`,
      );
  }
}
