/**
 * Beginning an initiative: with one's own words, a template, or a worksheet. Before it is saved it is shown who does
 * this already; whoever then changes what is looked for sees it once more.
 */
import { createHash } from 'node:crypto';
import type { Ctx } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { branchesOf } from '../../rooms/accounts/branches.ts';
import { needWords } from '../../rooms/guide/needs.ts';
import {
  INITIATIVE_STATES,
  type InitiativeDraft,
  type InitiativeTemplate,
  initiativeDraft,
  mayPlan,
  overlapOf,
} from '../../rooms/initiatives/initiative.ts';
import { initiativeTemplates } from '../../rooms/initiatives/initiative-templates.ts';
import { addInitiative, initiativesLike } from '../../rooms/initiatives/initiatives.ts';
import type { OverlapQuestion } from '../../rooms/overlaps/overlap.ts';
import { type Overlaps, overlapsOf } from '../../rooms/overlaps/overlaps.ts';
import { partnersWithIds } from '../../rooms/partners/partner-list.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Checkboxes, Form, type Option, Radios } from '../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../ui/here.ts';
import { Hits } from '../overlaps/hits.tsx';
import { Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { CauseFields, type Choices, choicesOf, FrameFields, labelsOf } from './fields.tsx';
import { InitiativeMark } from './parts.tsx';

const OPEN_STATES = INITIATIVE_STATES.slice(0, 3);

export const newInitiative = libraryPage({
  path: '/initiatives/new',
  may: mayPlan,
  view: async (visit) => {
    const { again, language } = visit;
    const { t } = language;
    const templates = await initiativeTemplates(visit.ctx);
    const begun = await begunWith(visit, templates);
    const typed = again?.values ?? begun.initial;
    const looked = again && needsALook(again) ? await lookAgain(visit.ctx, again.values) : null;
    const ids = [...[begun.initial.partners ?? []].flat(), ...[typed.partners ?? []].flat()];
    const partners = (await partnersWithIds(visit.ctx, ids)).map(({ id, name }) => ({ value: id, label: name }));
    return {
      title: t('initiatives.add'),
      body: (
        <div class="narrow">
          {!again && !begun.purpose && <Beginnings templates={templates} chosen={begun.key} />}
          <NewForm
            {...{ again, looked, begun, partners }}
            choices={await choicesOf(visit.ctx)}
            purpose={begun.purpose}
          />
        </div>
      ),
    };
  },
  submit: async ({ ctx, fields, go }) => {
    const draft = parse(initiativeDraft, fields);
    const question = await questionOf(ctx, draft);
    if (needWords(question.need).length === 0) throw new Invalid({ need: { key: 'error.need_words' } });
    if (one(fields.looked) !== markOf(question)) throw new Invalid({ [LOOK]: { key: 'initiatives.look_first' } });
    const id = await addInitiative(ctx, draft);
    return go('/initiatives/:id', { id }).saying('notice.initiative_added');
  },
});

/** Not a field that somebody could fill in wrongly: what is asked of them is to read on. */
const LOOK = 'looked';
const needsALook = ({ errors }: Again) => Object.keys(errors).join() === LOOK;

async function questionOf(ctx: Ctx, draft: InitiativeDraft): Promise<OverlapQuestion> {
  const chosen = (await branchesOf(ctx)).filter(({ id }) => draft.branches.includes(id));
  return overlapOf(
    draft,
    chosen.map(({ postal_code }) => postal_code),
  );
}

const markOf = (question: OverlapQuestion) =>
  createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 32);

type Looked = { overlaps: Overlaps | null; own: Awaited<ReturnType<typeof initiativesLike>>; mark: string };

async function lookAgain(ctx: Ctx, values: Values): Promise<Looked> {
  const question = await questionOf(ctx, parse(initiativeDraft, values));
  const own = await initiativesLike(ctx, question.need);
  return { overlaps: await overlapsOf(ctx, question), own, mark: markOf(question) };
}

type Begun = { key: string; initial: Values; purpose: string };

/** What the address says it begins with. */
async function begunWith({ ctx, url, language }: LibraryVisit, templates: InitiativeTemplate[]): Promise<Begun> {
  const usual: Values = { state: 'idea', members: ctx.actor.id ?? '' };
  const worksheet = url.searchParams.get('worksheet');
  if (worksheet && /^[0-9a-f-]{36}$/.test(worksheet)) {
    const sheet = await findWorksheet(ctx, worksheet as Parameters<typeof findWorksheet>[1]);
    const partners = sheet.decision?.chosen ?? [];
    const initial = { ...usual, name: sheet.purpose.slice(0, 120), partners, worksheet: sheet.id };
    return { key: '', initial, purpose: sheet.purpose };
  }
  const partner = url.searchParams.get('partner') ?? '';
  const template = templates.find(({ key }) => key === url.searchParams.get('template'));
  if (!template) return { key: '', initial: { ...usual, ...(partner && { partners: [partner] }) }, purpose: '' };
  const { words } = language;
  const { key, name, who, need, populations } = template;
  const said = { name: words(name), who: words(who), need: words(need), populations };
  return { key, initial: { ...usual, ...said }, purpose: '' };
}

function Beginnings({ templates, chosen }: { templates: InitiativeTemplate[]; chosen: string }) {
  const { t, words } = useLanguage();
  const { to } = useAround();
  return (
    <nav class="card no-print" aria-label={t('initiatives.begin_with')}>
      <h2>{t('initiatives.begin_with')}</h2>
      <ul class="plain lines">
        {templates.map(({ key, id, name }) => (
          <li key={key}>
            <a href={to('/initiatives/new', { template: key })} aria-current={key === chosen ? 'true' : undefined}>
              {words(name)}
            </a>
            {id && (
              <>
                {' '}
                <span class="quiet">{t('initiatives.own_template')}</span>{' '}
                <Press
                  to="/initiative-templates/:id/removal"
                  at={{ id }}
                  label={t('interaction.remove')}
                  name={`${t('initiatives.template_removal')}: ${words(name)}`}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

type FormProps = {
  again: Again | undefined;
  looked: Looked | null;
  begun: Begun;
  partners: Option[];
  choices: Choices;
  purpose: string;
};

function NewForm({ again, looked, begun, partners, choices, purpose }: FormProps) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const states = OPEN_STATES.map((state) => ({ value: state, label: message({ key: `initiatives.state_${state}` }) }));
  const shown = again && looked ? { ...again, errors: {} } : again;
  const worksheet = one(again?.values.worksheet) || one(begun.initial.worksheet);
  return (
    <Form again={shown} initial={begun.initial} labels={{ ...labelsOf(t), state: t('field.initiative_state') }}>
      {worksheet && <input type="hidden" name="worksheet" value={worksheet} />}
      {purpose && <p>{t('initiatives.from_worksheet', { purpose })}</p>}
      {looked && <Found looked={looked} />}
      <CauseFields />
      {partners.length > 0 && <Checkboxes name="partners" label={t('initiatives.with')} options={partners} />}
      <Radios name="state" label={t('field.initiative_state')} options={states} />
      <FrameFields {...choices} />
      <Buttons save={looked ? t('initiatives.save') : t('initiatives.look')} cancel={to('/initiatives')} />
    </Form>
  );
}

const MOST_SHOWN = 20;

function Found({ looked: { overlaps, own, mark } }: { looked: Looked }) {
  const { t } = useLanguage();
  const count = own.length;
  const hits = (overlaps?.hits ?? []).filter(({ sure }) => sure !== 'different');
  return (
    <section class="card" aria-labelledby="found" tabIndex={-1} autofocus>
      <input type="hidden" name="looked" value={mark} />
      <h2 id="found">{t('initiatives.found_title')}</h2>
      {count > 0 && <p>{t('initiatives.found_own', { count })}</p>}
      <ul class="plain lines">
        {own.map(({ id, name, state }) => (
          <li key={id}>
            <strong>{name}</strong> <InitiativeMark state={state} />
          </li>
        ))}
      </ul>
      <p>{hits.length === 0 ? t('initiatives.found_none') : t('initiatives.found_some', { count: hits.length })}</p>
      {overlaps?.limited && <p class="warning">{t('overlaps.limited')}</p>}
      {hits.length > MOST_SHOWN && <p>{t('overlaps.first', { most: MOST_SHOWN })}</p>}
      {/* Without links: a link would lead away from what is not saved yet. */}
      <Hits hits={hits.slice(0, MOST_SHOWN)} />
      <p class="quiet">{t('initiatives.found_kept')}</p>
      <button type="submit">{t('initiatives.save')}</button>
    </section>
  );
}
