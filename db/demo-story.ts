/**
 * The demo county's own story: figures, what it says in a minute, one story that may be told and one that waits, a
 * pitch that was left, ties that lead to somebody new, and officials with their terms.
 */
import { Temporal } from 'temporal-polyfill';
import { type Ctx, today } from '../src/house/ctx.ts';
import { found } from '../src/house/errors.ts';
import { parse } from '../src/house/parse.ts';
import { changeLibrary, librarySettingsOf } from '../src/rooms/accounts/library-settings.ts';
import { contactsOf } from '../src/rooms/directory/contacts.ts';
import type { OrganizationId } from '../src/rooms/directory/organization.ts';
import { builtInPoints } from '../src/rooms/guide/talking-points.ts';
import { addPeriod } from '../src/rooms/officials/election-periods.ts';
import { termEdit } from '../src/rooms/officials/official.ts';
import { addTerm } from '../src/rooms/officials/terms.ts';
import { logDraft } from '../src/rooms/outreach/interaction.ts';
import { logInteraction } from '../src/rooms/outreach/interactions.ts';
import type { PartnerId } from '../src/rooms/partners/partner.ts';
import { keepSigned } from '../src/rooms/stories/consents.ts';
import { figureDraft } from '../src/rooms/stories/library-figure.ts';
import { addFigure } from '../src/rooms/stories/library-figures.ts';
import { saySpokenPitch } from '../src/rooms/stories/spoken-pitches.ts';
import { addStory } from '../src/rooms/stories/stories.ts';
import { storyDraft } from '../src/rooms/stories/story.ts';
import { pitchDraft } from '../src/rooms/talking-points/pitch.ts';
import { usePitch } from '../src/rooms/talking-points/pitch-uses.ts';
import { findPitch, makePitch } from '../src/rooms/talking-points/pitches.ts';
import type { EndKey, TieKind } from '../src/rooms/ties/tie.ts';
import { addTie, findEnd } from '../src/rooms/ties/ties.ts';

/** What is there already, by the keys of the county. */
export type Made = { partners: ReadonlyMap<string, PartnerId>; organizations: ReadonlyMap<string, OrganizationId> };

/** `ana` speaks for the library. */
export async function addDemoStory(ana: Ctx, made: Made): Promise<void> {
  const { color: _, ...settings } = await librarySettingsOf(ana);
  await changeLibrary(ana, { ...settings, locale: ana.library.locale, website: 'https://library.harlow.example.org' });
  await addFigures(ana);
  await addStories(ana);
  await addPitch(ana, found(made.partners.get('chamber')));
  await addTies(ana, made);
  await addOfficials(ana, made);
}

async function addFigures(ana: Ctx): Promise<void> {
  const says = (value: string, [says_en, says_es]: [string, string], source: string, daysAgo: number) =>
    addFigure(ana, parse(figureDraft, { value, says_en, says_es, source, as_of: today(ana, -daysAgo) }));
  await says(
    '12,400',
    ['visits to job help at five branches', 'visitas a la ayuda para el empleo en cinco sucursales'],
    'Door counts',
    60,
  );
  await says(
    '76%',
    ['of households have a library card', 'de los hogares tienen tarjeta de la biblioteca'],
    'Card survey',
    430,
  );
}

const MINUTE = {
  en: `Last spring a man came to the Millrace branch with a shoe box of papers. He had lost his job, and his phone could not open the forms. Two hours later he had an e-mail address, a finished form and an appointment for a class. Every day people come to the Harlow libraries for things like that. Nobody has to pay, and nobody has to be a member of anything.

We do it with others: a food bank, a college, a chamber, a clinic. What we are looking for is one more: somebody who knows the people we do not reach. You bring what you know, we bring rooms, computers, and staff who explain things. Shall we look for half an hour when that could begin?`,
  es: `La primavera pasada un hombre llegó a la sucursal Millrace con una caja de papeles. Había perdido su trabajo y su teléfono no abría los formularios. Dos horas después tenía una dirección de correo, un formulario terminado y una cita para una clase. Cada día llega gente a las bibliotecas de Harlow por cosas así. Nadie tiene que pagar.

Lo hacemos con otras organizaciones: un banco de alimentos, una universidad comunitaria, una cámara, una clínica. Buscamos a una más: alguien que conozca a las personas a las que no llegamos. Usted aporta lo que sabe; nosotros, salas, computadoras y personal que explica. ¿Buscamos media hora para ver cuándo empezar?`,
};

async function addStories(ana: Ctx): Promise<void> {
  for (const locale of ['en', 'es'] as const) await saySpokenPitch(ana, { locale, body: MINUTE[locale], version: 0 });
  const told = await addStory(
    ana,
    parse(storyDraft, {
      title_en: 'A job, and a desk to look for it',
      text_en:
        'I came for the internet and stayed for the help. Kofi showed me how to send a resume. In March I began at the packing company, and now I bring my neighbors.',
      title_es: 'Un trabajo, y una mesa para buscarlo',
      text_es:
        'Vine por el internet y me quedé por la ayuda. Kofi me enseñó a enviar mi currículum. En marzo empecé en la empacadora, y ahora traigo a mis vecinos.',
    }),
  );
  const until = Temporal.PlainDate.from(today(ana)).add({ years: 1 }).toString();
  await keepSigned(ana, told, {
    ...{ giver: 'Amina Farah', scopes: ['talk', 'paper', 'email'], named: 'first', until },
    ...{ given_on: today(ana, -40), kept_at: 'Binder “Consent”, director’s office', file: null },
  });
  const waits = { title_en: 'Reading with my grandson', text_en: 'We read on Saturdays. He reads the big words.' };
  await addStory(ana, parse(storyDraft, waits));
}

async function addPitch(ana: Ctx, chamber: PartnerId): Promise<void> {
  const points = builtInPoints.filter(({ listener }) => listener === 'business').slice(0, 3);
  const draft = parse(pitchDraft, {
    ...{ locale: 'en', points: points.map(({ id }) => id) },
    they_want: 'People who come to the winter market, and members who find staff.',
    we_give: 'The big room at Central on two Thursdays, and a page in our October newsletter.',
    ask: 'Send three employers to the hiring day on the first Thursday in October',
  });
  const pitch = await findPitch(ana, await makePitch(ana, chamber, { ...draft, listener: 'business' }));
  const told = points.map(({ id, title }) => ({ id: id as never, title: title.en, figures: [] }));
  const said = { points: told, summary: `Pitch: ${pitch.ask}`, body: told.map(({ title }) => `– ${title}`).join('\n') };
  await usePitch(ana, pitch, { way: 'paper', used_on: today(ana), told: said });
}

async function addTies(ana: Ctx, { organizations }: Made): Promise<void> {
  const at = (key: string): EndKey => `organization ${found(organizations.get(key))}`;
  const person = (key: string, name: string) => personEnd(ana, found(organizations.get(key)), name);
  const tie = async (
    one: EndKey,
    kind: TieKind,
    other: EndKey,
    [source, daysAgo, through_us]: [string, number, boolean],
  ) =>
    addTie(
      ana,
      { one: await findEnd(ana, one), other: await findEnd(ana, other) },
      { kind, source, known_on: today(ana, -daysAgo), through_us },
    );
  const yolanda = await person('publichealth', 'Yolanda');
  const maeve = await person('hospital', 'Maeve');
  const bharat = await person('creditunion', 'Bharat');
  await tie(yolanda, 'worked_with', maeve, ['Yolanda told us: the flu clinic', 90, false]);
  await tie(bharat, 'board_of', at('islamiccenter'), ['Annual report of the center', 200, false]);
  await tie(at('raices'), 'worked_with', at('legalaid'), ['Clinic days at Central', 150, true]);
  await tie(at('foodbank'), 'same_building', at('stbrigid'), ['Visit', 300, false]);
}

async function personEnd(ana: Ctx, organization: OrganizationId, name: string): Promise<EndKey> {
  return `person ${found((await contactsOf(ana, organization)).find((each) => each.name.includes(name))).person_id}`;
}

async function addOfficials(ana: Ctx, { partners, organizations }: Made): Promise<void> {
  const people = await contactsOf(ana, found(organizations.get('county')));
  const [adaeze, merle] = ['Adaeze', 'Merle'].map((name) => found(people.find((each) => each.name.includes(name))));
  const term = async (id: (typeof people)[number] | undefined, district: string, daysLeft: number) => {
    const days = { starts_on: today(ana, daysLeft - 1460), ends_on: today(ana, daysLeft) };
    const { version: _, ...said } = parse(termEdit, { office: 'County commissioner', district, ...days, version: '1' });
    await addTerm(ana, found(id).person_id, said);
  };
  await term(adaeze, 'District 2', 40);
  await term(merle, 'District 3', 770);
  const asked = { advocacy_by: 'us', advocacy_what: 'Keep the bookmobile stop at Piñon Bend in the county budget' };
  const draft = parse(logDraft, {
    ...{ kind: 'in_person', direction: 'outgoing', summary: 'Talked about the budget after the board meeting' },
    ...{ minutes: '20', people_reached: '', happened_on: today(ana, -12), ...asked },
  });
  await logInteraction(ana, {
    ...draft,
    persons: [found(adaeze).person_id],
    partners: [found(partners.get('county'))],
  });
  const period = { name: 'County election', starts_on: today(ana, -10), ends_on: today(ana, 25), note: '' };
  await addPeriod(ana, period);
}
