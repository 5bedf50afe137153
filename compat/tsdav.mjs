// Uses a server through tsdav and says what it saw, in the form that take_results of lib.sh reads.
//
// COMPAT_URL, COMPAT_USER and COMPAT_PASSWORD say whose server it is.

import { isDeepStrictEqual } from 'node:util';
import { DAVClient, DAVNamespaceShort } from 'tsdav';

const { COMPAT_URL: serverUrl, COMPAT_USER: username, COMPAT_PASSWORD: password } = process.env;
const june = { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' };

function equal(message, expected, actual) {
  if (isDeepStrictEqual(expected, actual)) {
    console.log(`ok\t${message}`);
  } else {
    const detail = `expected: ${JSON.stringify(expected)}\nactual:   ${JSON.stringify(actual)}`;
    console.log(`FAIL\t${message}\t${JSON.stringify(detail)}`);
  }
}

async function part(name, action) {
  try {
    await action();
  } catch (error) {
    console.log(`FAIL\t${name}\t${JSON.stringify(error.stack ?? String(error))}`);
  }
}

const calendarText = (...lines) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//fasti//compat//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');

const event = (uid, ...lines) =>
  calendarText('BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260501T080000Z', ...lines, 'END:VEVENT');

const todo = (uid, ...lines) =>
  calendarText('BEGIN:VTODO', `UID:${uid}`, 'DTSTAMP:20260501T080000Z', ...lines, 'END:VTODO');

const items = {
  'daily.ics': calendarText(
    'BEGIN:VEVENT', 'UID:daily', 'DTSTAMP:20260501T080000Z', 'DTSTART:20260629T080000Z', 'DTEND:20260629T081500Z',
    'RRULE:FREQ=DAILY;COUNT=4', 'SUMMARY:Stand-up', 'END:VEVENT',
    'BEGIN:VEVENT', 'UID:daily', 'DTSTAMP:20260501T080000Z', 'RECURRENCE-ID:20260630T080000Z',
    'DTSTART:20260630T120000Z', 'DTEND:20260630T121500Z', 'SUMMARY:Stand-up & lunch', 'END:VEVENT'),
  'lunch.ics': event('lunch', 'DTSTART:20260610T103000Z', 'DTEND:20260610T113000Z', 'SUMMARY:Oběd <hned>'),
  'winter.ics': event('winter', 'DTSTART;VALUE=DATE:20261221', 'TRANSP:TRANSPARENT', 'SUMMARY:Winter'),
  'with space.ics': event('space', 'DTSTART:20260611T103000Z', 'DURATION:PT30M', 'SUMMARY:With space'),
  'open.ics': todo('open', 'SUMMARY:Open'),
  'done.ics': todo('done', 'SUMMARY:Done', 'STATUS:COMPLETED', 'COMPLETED:20260601T000000Z'),
};

const card = (uid, name, ...lines) =>
  ['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, `FN:${name}`, `N:${name};;;;`, ...lines, 'END:VCARD', ''].join('\r\n');

const cards = {
  'anna.vcf': card('anna', 'Anna Nováková', 'EMAIL:anna@example.org', 'NICKNAME:Andy'),
  'bert.vcf': card('bert', 'Bert & Söhne', 'EMAIL;TYPE=WORK:bert@example.com'),
  'carl.vcf': card('carl', 'Carl Novák'),
};

const unfold = (text) => text.replaceAll('\r\n', '\n').replaceAll('\n ', '');
const values = (objects, name) =>
  objects.flatMap(({ data }) => [...unfold(data).matchAll(new RegExp(`^${name}[;:](.*)$`, 'gm'))].map((hit) => hit[1])).sort();
const names = (objects) => objects.map(({ url, href }) => decodeURIComponent((url ?? href).split('/').pop())).sort();
const statuses = (answers) => answers.map(({ status }) => status);
const compFilter = (component, content) => ({
  'comp-filter': { _attributes: { name: 'VCALENDAR' }, 'comp-filter': { _attributes: { name: component }, ...content } },
});
const text = (name, value, attributes = {}) => ({
  _attributes: { name },
  'text-match': { _attributes: attributes, _text: value },
});

async function login(accountType) {
  const client = new DAVClient({
    serverUrl, credentials: { username, password }, authMethod: 'Basic', defaultAccountType: accountType,
  });
  await client.login();
  return client;
}

async function discovery(client) {
  equal('the principal is discovered', `${serverUrl}/principals/${username}/`, client.account.principalUrl);
  equal('so is the home', `${serverUrl}/${username}/`, client.account.homeUrl);
}

async function makeCalendar(client) {
  const made = await client.makeCalendar({
    url: `${client.account.homeUrl}team/`,
    props: { [`${DAVNamespaceShort.DAV}:displayname`]: 'Tým & já', [`${DAVNamespaceShort.CALDAV}:calendar-description`]: 'Ours' },
  });
  equal('MKCALENDAR answers 201', [201], statuses(made));
  const calendar = (await client.fetchCalendars()).find(({ url }) => url === `${client.account.homeUrl}team/`);
  equal('the calendar is listed', true, calendar !== undefined);
  equal('with its name', 'Tým & já', calendar.displayName);
  equal('and its description', 'Ours', calendar.description);
  equal('it takes events and to-dos', true, ['VEVENT', 'VTODO'].every((name) => calendar.components.includes(name)));
  for (const report of ['calendarQuery', 'calendarMultiget', 'syncCollection', 'freeBusyQuery']) {
    equal(`it announces ${report}`, true, calendar.reports.includes(report));
  }
  const answers = [];
  for (const [filename, iCalString] of Object.entries(items)) {
    answers.push(await client.createCalendarObject({ calendar, filename: encodeURIComponent(filename), iCalString }));
  }
  equal('objects are created', Object.keys(items).map(() => 201), statuses(answers));
  const again = await client.createCalendarObject({ calendar, filename: 'lunch.ics', iCalString: items['lunch.ics'] });
  equal('what is there is not overwritten', 412, again.status);
  return calendar;
}

async function objects(client, calendar) {
  const all = await client.fetchCalendarObjects({ calendar });
  equal('all events are fetched', ['daily.ics', 'lunch.ics', 'winter.ics', 'with space.ics'], names(all));
  // tsdav trims what it is given.
  equal('as they were sent', items['lunch.ics'].trim(), all.find(({ url }) => url.endsWith('lunch.ics')).data);
  const month = ['daily.ics', 'lunch.ics', 'with space.ics'];
  for (const useMultiGet of [true, false]) {
    const found = await client.fetchCalendarObjects({ calendar, timeRange: june, useMultiGet });
    equal(`events of a month (multiget: ${useMultiGet})`, month, names(found));
    equal(`whole ones (multiget: ${useMultiGet})`, 1, values(found, 'RRULE').length);
  }
  const expanded = await client.fetchCalendarObjects({ calendar, timeRange: june, expand: true });
  equal('expanded, each object once', month, names(expanded));
  equal('expanded, each instance of the month', ['20260610T103000Z', '20260611T103000Z', '20260629T080000Z', '20260630T120000Z'],
    values(expanded, 'DTSTART'));
  equal('expanded, instances with their names', ['20260629T080000Z', '20260630T080000Z'], values(expanded, 'RECURRENCE-ID'));
  equal('expanded, without the rule', [], values(expanded, 'RRULE'));
  equal('expanded, with the text of the override', true, values(expanded, 'SUMMARY').includes('Stand-up & lunch'));
  const single = await client.fetchCalendarObjects({ calendar, objectUrls: [`${calendar.url}with%20space.ics`] });
  equal('by URL', ['With space'], values(single, 'SUMMARY'));
  const lunch = all.find(({ url }) => url.endsWith('lunch.ics'));
  const data = lunch.data.replace('hned', 'brzy');
  equal('an update answers 204', 204, (await client.updateCalendarObject({ calendarObject: { ...lunch, data } })).status);
  equal('an update of an old state answers 412', 412, (await client.updateCalendarObject({ calendarObject: { ...lunch, data } })).status);
}

async function queries(client, calendar) {
  const ask = async (component, content) => names(await client.calendarQuery({
    url: calendar.url, props: { [`${DAVNamespaceShort.DAV}:getetag`]: {} }, filters: compFilter(component, content), depth: '1',
  }));
  equal('by summary', ['lunch.ics'], await ask('VEVENT', { 'prop-filter': text('SUMMARY', 'OBěD') }));
  equal('by what is not in the summary', ['lunch.ics', 'winter.ics', 'with space.ics'],
    await ask('VEVENT', { 'prop-filter': text('SUMMARY', 'stand', { 'negate-condition': 'yes' }) }));
  equal('by UID', ['with space.ics'], await ask('VEVENT', { 'prop-filter': text('UID', 'space', { collation: 'i;octet' }) }));
  equal('by the absence of an end', ['winter.ics', 'with space.ics'],
    await ask('VEVENT', { 'prop-filter': { _attributes: { name: 'DTEND' }, 'is-not-defined': {} } }));
  equal('by the value of a parameter', ['winter.ics'], await ask('VEVENT', {
    'prop-filter': { _attributes: { name: 'DTSTART' }, 'param-filter': text('VALUE', 'date') },
  }));
  const undefinedOf = (...properties) => ({
    'prop-filter': properties.map((name) => ({ _attributes: { name }, 'is-not-defined': {} })),
  });
  equal('open to-dos', ['open.ics'], await ask('VTODO', undefinedOf('COMPLETED', 'STATUS')));
  equal('nothing found is an empty list', [], await ask('VJOURNAL', {}));
}

async function freeBusy(client, calendar) {
  const answer = await client.freeBusyQuery({ url: calendar.url, timeRange: june, depth: '1' });
  equal('free-busy answers 200', 200, answer.status);
  const lines = unfold(typeof answer.raw === 'string' ? answer.raw : JSON.stringify(answer.raw)).split('\n');
  const periods = lines.filter((line) => line.startsWith('FREEBUSY')).flatMap((line) => line.split(':')[1].split(','));
  equal('with what is busy', ['20260610T103000Z/', '20260611T103000Z/', '20260629T080000Z/', '20260630T120000Z/'],
    periods.map((period) => period.slice(0, 17)).sort());
}

async function calendarSync(client, calendar) {
  const held = { ...calendar, objects: await client.fetchCalendarObjects({ calendar }) };
  const [fresh] = (await client.fetchCalendars()).filter(({ url }) => url === calendar.url);
  const current = { ...fresh, objects: held.objects };
  equal('it is clean', false, (await client.isCollectionDirty({ collection: current })).isDirty);
  const idle = await client.syncCalendars({ oldCalendars: [current], detailedResult: true });
  equal('a sync without changes updates nothing', [], names(idle.updated));
  equal('nor deletes anything', [], names(idle.deleted));
  await client.createCalendarObject({
    calendar, filename: 'new.ics', iCalString: event('new', 'DTSTART:20260620T100000Z', 'SUMMARY:New'),
  });
  const winter = held.objects.find(({ url }) => url.endsWith('winter.ics'));
  await client.updateCalendarObject({ calendarObject: { ...winter, data: winter.data.replace('Winter', 'Zima') } });
  const space = held.objects.find(({ url }) => url.endsWith('space.ics'));
  equal('a deletion answers 204', 204, (await client.deleteCalendarObject({ calendarObject: space })).status);
  equal('now it is dirty', true, (await client.isCollectionDirty({ collection: current })).isDirty);
  const [synced] = (await client.syncCalendars({ oldCalendars: [current], detailedResult: true })).updated;
  equal('a sync brings what is new, drops what is deleted', ['daily.ics', 'lunch.ics', 'new.ics', 'winter.ics'], names(synced.objects));
  equal('and changes what is changed', true, values(synced.objects, 'SUMMARY').includes('Zima'));
  const detailed = await client.smartCollectionSyncDetailed({ collection: { ...current, objectMultiGet: client.calendarMultiGet.bind(client) }, method: 'webdav' });
  equal('in detail: created', ['new.ics'], names(detailed.objects.created));
  equal('in detail: updated', ['winter.ics'], names(detailed.objects.updated));
  equal('in detail: deleted', ['with space.ics'], names(detailed.objects.deleted));
  equal('with the token of the property', synced.syncToken, detailed.syncToken);
}

async function addressBooks(client) {
  const home = client.account.homeUrl;
  const made = await client.makeCollection({
    url: `${home}people/`,
    props: {
      'd:resourcetype': { 'd:collection': {}, 'card:addressbook': {} }, 'd:displayname': 'Lidé',
    },
  });
  equal('extended MKCOL answers 201', [201], statuses(made));
  const addressBook = (await client.fetchAddressBooks()).find(({ url }) => url === `${home}people/`);
  equal('the address book is listed', 'Lidé', addressBook?.displayName);
  for (const report of ['addressbookQuery', 'addressbookMultiget', 'syncCollection']) {
    equal(`it announces ${report}`, true, addressBook.reports.includes(report));
  }
  const answers = [];
  for (const [filename, vCardString] of Object.entries(cards)) {
    answers.push(await client.createVCard({ addressBook, filename, vCardString }));
  }
  equal('cards are created', [201, 201, 201], statuses(answers));
  for (const useMultiGet of [true, false]) {
    const all = await client.fetchVCards({ addressBook, useMultiGet });
    equal(`all cards are fetched (multiget: ${useMultiGet})`, Object.keys(cards), names(all));
    equal(`as they were sent (multiget: ${useMultiGet})`, cards['anna.vcf'].trim(), all.find(({ url }) => url.endsWith('anna.vcf')).data);
  }
  return addressBook;
}

async function cardQueries(client, addressBook) {
  const ask = async (filters) => names(await client.addressBookQuery({
    url: addressBook.url, props: { 'd:getetag': {} }, filters, depth: '1',
  }));
  equal('by name', ['anna.vcf', 'carl.vcf'], await ask({ 'prop-filter': text('FN', 'NOVÁK', { collation: 'i;unicode-casemap' }) }));
  equal('by how a name begins', ['bert.vcf'], await ask({ 'prop-filter': text('FN', 'bert', { 'match-type': 'starts-with' }) }));
  equal('by how a name ends', ['carl.vcf'], await ask({ 'prop-filter': text('FN', 'novák', { 'match-type': 'ends-with' }) }));
  equal('by a whole nickname', ['anna.vcf'], await ask({ 'prop-filter': text('NICKNAME', 'andy', { 'match-type': 'equals' }) }));
  equal('by either', ['anna.vcf', 'bert.vcf'], await ask({
    _attributes: { test: 'anyof' }, 'prop-filter': [text('NICKNAME', 'andy'), text('EMAIL', 'example.com')],
  }));
  equal('by both', ['anna.vcf'], await ask({
    _attributes: { test: 'allof' }, 'prop-filter': [text('FN', 'nov'), text('EMAIL', 'example')],
  }));
  equal('by what is not there', ['carl.vcf'],
    await ask({ 'prop-filter': { _attributes: { name: 'EMAIL' }, 'is-not-defined': {} } }));
  equal('by a parameter', ['bert.vcf'], await ask({
    'prop-filter': { _attributes: { name: 'EMAIL' }, 'param-filter': text('TYPE', 'work') },
  }));
  equal('nothing found is an empty list', [], await ask({ 'prop-filter': text('FN', 'nobody') }));
  const found = await client.addressBookMultiGet({
    url: addressBook.url, props: { 'd:getetag': {}, 'card:address-data': {} },
    objectUrls: ['anna.vcf', 'carl.vcf'].map((name) => new URL(name, addressBook.url).pathname), depth: '1',
  });
  equal('by multiget', ['anna.vcf', 'carl.vcf'], names(found));
}

async function cardSync(client, addressBook) {
  const [fresh] = (await client.fetchAddressBooks()).filter(({ url }) => url === addressBook.url);
  const collection = {
    ...fresh, objects: await client.fetchVCards({ addressBook }), objectMultiGet: client.addressBookMultiGet.bind(client),
  };
  const [anna, bert] = collection.objects;
  const data = anna.data.replace('Andy', 'Annie');
  equal('a card is updated', 204, (await client.updateVCard({ vCard: { ...anna, data } })).status);
  equal('a card is deleted', 204, (await client.deleteVCard({ vCard: bert })).status);
  await client.createVCard({ addressBook, filename: 'dora.vcf', vCardString: card('dora', 'Dora') });
  const { objects: changes } = await client.smartCollectionSyncDetailed({ collection, method: 'webdav' });
  equal('a sync says what is created', ['dora.vcf'], names(changes.created));
  equal('what is updated', ['anna.vcf'], names(changes.updated));
  equal('what is deleted', ['bert.vcf'], names(changes.deleted));
  const synced = await client.smartCollectionSync({ collection, method: 'webdav' });
  equal('the copy is complete', ['anna.vcf', 'carl.vcf', 'dora.vcf'], names(synced.objects));
  equal('and as it is now', ['Annie'], values(synced.objects, 'NICKNAME'));
}

await part('calendars', async () => {
  const client = await login('caldav');
  await part('discovery', () => discovery(client));
  const calendar = await makeCalendar(client);
  await part('objects', () => objects(client, calendar));
  await part('queries', () => queries(client, calendar));
  await part('free-busy', () => freeBusy(client, calendar));
  await part('sync', () => calendarSync(client, calendar));
  const { status } = await client.deleteObject({ url: calendar.url });
  equal('a calendar is deleted', 204, status);
});
await part('address books', async () => {
  const client = await login('carddav');
  await part('discovery', () => discovery(client));
  const addressBook = await addressBooks(client);
  await part('queries', () => cardQueries(client, addressBook));
  await part('sync', () => cardSync(client, addressBook));
});
await part('a wrong password', async () => {
  const client = new DAVClient({
    serverUrl, credentials: { username, password: 'wrong' }, authMethod: 'Basic', defaultAccountType: 'caldav',
  });
  const outcome = await client.login().then(() => 'in', (error) => error.message.replace(/:.*/, ''));
  equal('a wrong password is told as such', 'Invalid credentials', outcome);
});
console.log('end');
