/** Changing what one has logged oneself. */
import { parse } from '../../house/parse.ts';
import type { NewAttachment } from '../../rooms/outreach/attachments.ts';
import {
  AUDIENCES,
  DIRECTIONS,
  type Interaction,
  KINDS,
  logEdit,
  mayEditInteraction,
} from '../../rooms/outreach/interaction.ts';
import { asTyped, changeInteraction } from '../../rooms/outreach/interactions.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Checkboxes, Form, type Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerTrail } from '../partners/trail.ts';
import { libraryPage, type Viewing } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { LogFields, type Part } from './log-fields.tsx';
import { interactionOf } from './show.tsx';
import { alsoMeant, attachments, partIn } from './taking.ts';

type Asked = Viewing<LibraryVisit, Interaction>;

export const editInteraction = libraryPage<Interaction, NewAttachment[]>({
  path: '/interactions/:id/edit',
  may: mayEditInteraction,
  load: interactionOf,
  view: async (asked) => ({
    title: asked.language.t('log.edit'),
    trail: partnerTrail(asked, asked.found.partners[0]),
    body: <Edit asked={asked} part={await partOf(asked)} />,
  }),
  files: attachments,
  submit: async ({ ctx, found: it, fields, brought, go }) => {
    const { also, partners, kept, ...said } = fields;
    const ids = [partners ?? []].flat().filter((id) => it.partners.some((each) => each.id === id)) as PartnerId[];
    const draft = { ...parse(logEdit, said), partners: [...ids, ...(await alsoMeant(ctx, one(also)))] };
    await changeInteraction(ctx, it.id, { ...draft, kept: [kept ?? []].flat(), files: brought ?? [] });
    return go('/interactions/:id', { id: it.id }).saying('notice.saved');
  },
});

/** Those of all its partners, and whoever is named already. */
async function partOf({ ctx, found: it }: Asked): Promise<Part> {
  const persons: Option[] = it.persons.map(({ id, name }) => ({ value: id, label: name }));
  let members: Option[] = [];
  for (const { id } of it.partners) {
    const part = await partIn(ctx, await findPartner(ctx, id));
    members = part.members;
    for (const person of part.persons) if (!persons.some(({ value }) => value === person.value)) persons.push(person);
  }
  const left = it.members.filter(({ id }) => !members.some(({ value }) => value === id));
  const also = left.map(({ id, name }) => ({ value: id as string, label: name }));
  return { persons, members: [...members, ...also] };
}

const takingPart = (it: Interaction) => ({
  partners: it.partners.map(({ id }) => id),
  persons: it.persons.map(({ id }) => id),
  members: it.members.map(({ id }) => id),
  kept: it.files.map(({ sha256 }) => sha256),
});

function Edit({ asked: { again, found: it, to }, part }: { asked: Asked; part: Part }) {
  const { t, message } = useLanguage();
  const said = (all: readonly string[], key: string) => all.map((each) => [each, message({ key: `${key}${each}` })]);
  const choices = [
    ...said(AUDIENCES, 'audience.'),
    ...said(KINDS, 'interaction.kind_'),
    ...said(DIRECTIONS, 'interaction.direction_'),
    ...[...it.partners, ...it.persons, ...it.members].map(({ id, name }) => [id, name]),
  ];
  const labels = {
    ...{ kind: t('field.kind'), direction: t('field.direction'), happened_on: t('field.happened_on') },
    ...{ summary: t('field.summary'), body: t('field.body'), audience: t('field.audience') },
    ...{ minutes: t('field.minutes'), people_reached: t('field.people_reached'), partners: t('interaction.partners') },
    ...{ advocacy_by: t('field.advocacy_by'), advocacy_what: t('field.advocacy_what') },
    ...{ persons: t('field.persons'), members: t('field.members') },
  };
  return (
    <div class="narrow">
      <Form
        again={again}
        initial={{ ...asTyped(it), ...takingPart(it) }}
        version={it.version}
        labels={labels}
        choices={Object.fromEntries(choices)}
        files
      >
        <Checkboxes
          name="partners"
          label={t('interaction.partners')}
          options={it.partners.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <LogFields {...part} />
        {it.files.length > 0 && (
          <Checkboxes
            name="kept"
            label={t('interaction.files_kept')}
            options={it.files.map(({ sha256, name }) => ({ value: sha256, label: name }))}
          />
        )}
        <Buttons save={t('form.save')} cancel={to('/interactions/:id', { id: it.id })} />
      </Form>
    </div>
  );
}
