/** Opening a worksheet, and changing purpose, partners, raters and weights while it is open. */

import { z } from 'zod';
import { atLeast } from '../../house/ctx.ts';
import { allow, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { MAX_CHOICES, partnerNames } from '../../rooms/partners/partner-list.ts';
import { factorSetsOf } from '../../rooms/worksheets/factor-sets.ts';
import { changeWorksheet, openWorksheet } from '../../rooms/worksheets/opening.ts';
import {
  MIN_PARTNERS,
  mayEditWorksheet,
  mayOpenWorksheet,
  type Rater,
  worksheetDraft,
  worksheetEdit,
} from '../../rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { Buttons, Checkboxes, Form, Select, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage } from '../shell/door.tsx';
import { nested } from '../shell/form-body.ts';
import { byGroup } from './factor-sets/sets.tsx';

export function worksheetEditPages(app: App, house: House): void {
  const linkTo = (base: string) => (id: string) => `${house.baseUrl}${base}/worksheets/${id}`;

  libraryPage(app, house, '/worksheets/new', {
    show: async (visit, again) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      allow(mayOpenWorksheet(ctx.actor));
      const sets = await factorSetsOf(ctx);
      const narrowed = narrowing(url);
      const initial = { raters: ctx.actor.id ? [ctx.actor.id] : [], factor_set: sets[0]?.id, ...narrowed };
      return {
        title: t('worksheets.open'),
        section: 'worksheets',
        body: (
          <>
            <h1>{t('worksheets.open')}</h1>
            <Form again={again} initial={initial} island="choice-filter">
              <div class="narrow">
                <TextField name="purpose" label={t('field.purpose')} hint={t('field.purpose_hint')} />
              </div>
              <WhoFields options={await whoOptions(visit, chosenIn(again?.values ?? initial))} />
              <div class="narrow">
                <Select
                  name="factor_set"
                  label={t('field.factor_set')}
                  options={sets.map((set) => ({
                    value: set.id,
                    label: set.builtIn ? t('factor_set.built_in') : set.name,
                  }))}
                />
              </div>
              <Buttons save={t('worksheets.open')} cancel={`${base}/worksheets`} />
            </Form>
          </>
        ),
        islands: ['choice-filter'],
      };
    },
    submit: async ({ ctx, base }, fields) => {
      const id = await openWorksheet(ctx, parse(worksheetDraft, fields), linkTo(base));
      return { to: `${base}/worksheets/${id}`, notice: 'notice.worksheet_open' };
    },
  });

  libraryPage(app, house, '/worksheets/:id/edit', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, words } = language;
      const sheet = await findWorksheet(ctx, visit.id());
      if (sheet.decision) throw new NotFound();
      allow(mayEditWorksheet(ctx.actor, sheet));
      const initial: Record<string, string | string[]> = {
        purpose: sheet.purpose,
        partners: sheet.partners.map((partner) => partner.id),
        raters: sheet.raters.map((rater) => rater.id),
      };
      for (const factor of sheet.factors) initial[`weights.${factor.code}`] = String(factor.weight);
      Object.assign(initial, narrowing(visit.url));
      const options = await whoOptions(visit, chosenIn(again?.values ?? initial), sheet.raters);
      const labels: Record<string, string> = {
        purpose: t('field.purpose'),
        partners: t('field.worksheet_partners'),
        raters: t('field.raters'),
      };
      for (const factor of sheet.factors) labels[`weights.${factor.code}`] = `${t('field.weight')} ${factor.code}`;
      const names = [
        ...options.partners,
        ...options.raters,
        ...sheet.partners.map(({ id, name }) => ({ value: id, label: name })),
      ];
      const weights = [0, 1, 2, 3].map((weight) => ({ value: String(weight), label: t('weight.option', { weight }) }));
      return {
        title: t('worksheets.edit'),
        section: 'worksheets',
        islands: ['choice-filter'],
        body: (
          <>
            <h1>{t('worksheets.edit')}</h1>
            <Form
              again={again}
              initial={initial}
              version={sheet.version}
              labels={labels}
              choices={Object.fromEntries(names.map(({ value, label }) => [value, label]))}
              island="choice-filter"
            >
              <div class="narrow">
                <TextField name="purpose" label={t('field.purpose')} />
              </div>
              <WhoFields options={options} />
              <fieldset class="weights">
                <legend>{t('worksheets.weights')}</legend>
                <p class="hint">{t('worksheets.weights_hint')}</p>
                {byGroup(sheet.factors).map(([group, factors]) => (
                  <div key={group}>
                    <h2>
                      {group}. {factors[0] && words(factors[0].groupName)}
                    </h2>
                    {factors.map((factor) => (
                      <Select
                        key={factor.code}
                        name={`weights.${factor.code}`}
                        label={`${factor.code} ${words(factor.name)}`}
                        options={weights}
                        width="short"
                      />
                    ))}
                  </div>
                ))}
              </fieldset>
              <Buttons save={t('form.save')} cancel={`${base}/worksheets/${sheet.id}`} />
            </Form>
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      const { partners, raters, ...rest } = fields;
      await changeWorksheet(
        visit.ctx,
        visit.id(),
        parse(worksheetEdit, { ...nested(rest), partners, raters }),
        linkTo(visit.base),
      );
      return { to: `${visit.base}/worksheets/${visit.id()}`, notice: 'notice.saved' };
    },
  });
}

/**
 * Where a library has more partners than a list can show, the form is also sent by GET, to narrow the list: what was
 * filled in comes back in the address. `?partners=<id>` alone opens the form with a partner chosen.
 */
function narrowing({ searchParams }: URL): Record<string, string | string[]> {
  const given: Record<string, string | string[]> = {};
  for (const name of new Set(searchParams.keys())) {
    if (name === 'partners' || name === 'raters') given[name] = searchParams.getAll(name);
    else if (name === 'purpose' || name === 'factor_set' || name.startsWith('weights.'))
      given[name] = (searchParams.get(name) ?? '').slice(0, 300);
  }
  return given;
}

const chosenIn = (values: Values) => [values.partners ?? []].flat().filter((id) => z.guid().safeParse(id).success);

type Who = Record<'partners' | 'raters', { value: string; label: string; hint: string }[]> & {
  q: string;
  more: boolean;
  mailIsSent: boolean;
};

async function whoOptions(
  { house, ctx, url, language: { message } }: LibraryVisit,
  chosen: string[],
  raters: Rater[] = [],
): Promise<Who> {
  const members = (await membersOf(ctx)).filter((member) => atLeast(member, 'contributor'));
  const q = (url.searchParams.get('q') ?? '').slice(0, 200);
  const { names, more } = await partnerNames(ctx, q, chosen);
  return {
    q,
    more,
    mailIsSent: house.mailIsSent,
    partners: names.map((partner) => ({
      value: partner.id,
      label: partner.name,
      hint: message({ key: `stage.${partner.stage}` }),
    })),
    raters: [
      ...members.map((member) => ({
        value: member.id,
        label: member.name,
        hint: message({ key: `role.${member.role}` }),
      })),
      // Who rated and has left since, or may only read now, stays on the worksheet.
      ...raters
        .filter((rater) => !members.some((member) => member.id === rater.id))
        .map((rater) => ({ value: rater.id, label: rater.name, hint: '' })),
    ],
  };
}

function WhoFields({ options }: { options: Who }) {
  const { t } = useLanguage();
  return (
    <>
      {options.partners.length < MIN_PARTNERS && options.q === '' && (
        <p class="warning">{t('error.too_few_partners')}</p>
      )}
      {(options.more || options.q !== '') && (
        <div class="field narrow">
          <label for="narrow-q">{t('worksheets.narrow')}</label>
          <p class="hint">{t('worksheets.narrow_hint', { count: MAX_CHOICES })}</p>
          <div class="row">
            <input type="search" id="narrow-q" name="q" value={options.q} />
            <button type="submit" formmethod="get" class="quiet-button">
              {t('form.search')}
            </button>
          </div>
        </div>
      )}
      <Checkboxes
        name="partners"
        label={t('field.worksheet_partners')}
        hint={t('field.worksheet_partners_hint')}
        options={options.partners}
        columns
      />
      <Checkboxes
        name="raters"
        label={t('field.raters')}
        hint={options.mailIsSent ? t('field.raters_hint') : t('field.raters_hint_no_mail')}
        options={options.raters}
        columns
      />
    </>
  );
}
