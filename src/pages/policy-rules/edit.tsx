/** Writing a rule of the policy, and changing one. What was checked by it before keeps the words that it had. */
import type { Words } from '../../house/messages.ts';
import { moneyTyped, parse } from '../../house/parse.ts';
import { PROPOSAL_KINDS } from '../../rooms/agreements/kinds.ts';
import {
  APPROVER_ROLES,
  mayEditPolicy,
  type PolicyRule,
  REQUIREMENTS,
  ruleDraft,
  ruleEdit,
} from '../../rooms/agreements/policy-rule.ts';
import { addRule, changeRule, findRule } from '../../rooms/agreements/policy-rules.ts';
import { type Sector, sectorsOf } from '../../rooms/directory/sectors.ts';
import { populations } from '../../rooms/guide/guide.ts';
import { Buttons, Checkbox, Checkboxes, Fold, Form, Radios, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const ruleOf = ({ ctx, param }: LibraryVisit): Promise<PolicyRule> => findRule(ctx, param('key'));

export const newRule = libraryPage({
  path: '/policy-rules/new',
  may: mayEditPolicy,
  view: async ({ ctx, again, to, language: { t } }) => ({
    title: t('policy.add'),
    body: (
      <div class="narrow">
        <Form
          again={again}
          initial={{ role: 'administrator' }}
          labels={{ name: t('policy.name'), from: t('policy.from') }}
        >
          <Fields sectors={await sectorsOf(ctx)} />
          <Buttons save={t('policy.save')} cancel={to('/policy-rules')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, fields, go }) => {
    await addRule(ctx, parse(ruleDraft, fields));
    return go('/policy-rules').saying('notice.saved');
  },
});

export const editRule = libraryPage<PolicyRule>({
  path: '/policy-rules/:key/edit',
  may: (actor) => mayEditPolicy(actor),
  load: ruleOf,
  view: async ({ ctx, found: rule, again, to, language: { t, words } }) => ({
    title: t('policy.edit', { name: words(rule.name) }),
    body: (
      <div class="narrow">
        <p>{t('policy.edit_text')}</p>
        <Form
          again={again}
          initial={asTyped(rule, words)}
          version={rule.version}
          labels={{ name: t('policy.name'), from: t('policy.from') }}
        >
          <Fields sectors={await sectorsOf(ctx)} />
          <Buttons save={t('policy.save')} cancel={to('/policy-rules')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, found: { key }, fields, go }) => {
    await changeRule(ctx, key, parse(ruleEdit, fields));
    return go('/policy-rules').saying('notice.saved');
  },
});

const asTyped = (rule: PolicyRule, words: (said: Words) => string): Values => ({
  ...{ name: words(rule.name), kinds: rule.kinds, from: moneyTyped(rule.from_cents), sectors: rule.sectors },
  ...{ populations: rule.populations, in_election: rule.in_election ? 'on' : '' },
  ...Object.fromEntries(rule.requires.map(({ what, ask }) => [`ask_${what}`, words(ask)])),
  role: rule.requires.find(({ role }) => role)?.role ?? 'administrator',
});

function Fields({ sectors }: { sectors: Sector[] }) {
  const { t, message, words } = useLanguage();
  const kinds = PROPOSAL_KINDS.map((kind) => ({ value: kind, label: message({ key: `proposals.kind_${kind}` }) }));
  const roles = APPROVER_ROLES.map((role) => ({ value: role, label: message({ key: `proposals.role_${role}` }) }));
  return (
    <>
      <TextField name="name" label={t('policy.name')} />
      <h2>{t('policy.when')}</h2>
      <p class="quiet">{t('policy.when_text')}</p>
      <Checkboxes name="kinds" label={t('proposals.kind')} options={kinds} columns />
      <TextField name="from" label={t('policy.from')} inputmode="decimal" width="short" optional />
      <Fold summary={t('policy.sectors')} names={['sectors']}>
        <Checkboxes
          name="sectors"
          label={t('policy.sectors')}
          options={sectors.map(({ key, label }) => ({ value: key, label: words(label) }))}
          columns
        />
      </Fold>
      <Fold summary={t('initiatives.people')} names={['populations']}>
        <Checkboxes
          name="populations"
          label={t('initiatives.people')}
          options={populations.map(({ key, label }) => ({ value: key, label: words(label) }))}
          columns
        />
      </Fold>
      <Checkbox name="in_election" label={t('policy.in_election')} />
      <h2>{t('policy.asks')}</h2>
      <p class="quiet">{t('policy.asks_text')}</p>
      {REQUIREMENTS.map((what) => (
        <TextArea key={what} name={`ask_${what}`} label={message({ key: `policy.ask_${what}` })} rows={2} optional />
      ))}
      <Radios name="role" label={t('policy.role')} options={roles} />
    </>
  );
}
