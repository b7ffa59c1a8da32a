/** The library's policy: what a proposal of which kind has to bring. */
import type { Ctx } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { mayEditPolicy, type PolicyRule } from '../../rooms/agreements/policy-rule.ts';
import { policyRules, removeRule, restoreRule, rulesOff } from '../../rooms/agreements/policy-rules.ts';
import { type Sector, sectorsOf } from '../../rooms/directory/sectors.ts';
import { population } from '../../rooms/guide/guide.ts';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { ruleOf } from './edit.tsx';

export const ruleList = libraryPage({
  path: '/policy-rules',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('policy.title'),
    actions: (
      <Link class="button" to="/policy-rules/new">
        {t('policy.add')}
      </Link>
    ),
    body: <Rules rules={await policyRules(ctx)} off={await off(ctx)} sectors={await sectorsOf(ctx)} />,
  }),
});

const off = (ctx: Ctx) => (mayEditPolicy(ctx.actor) ? rulesOff(ctx) : Promise.resolve([]));

type Props = { rules: PolicyRule[]; off: PolicyRule[]; sectors: Sector[] };

function Rules({ rules, off, sectors }: Props) {
  const { t, words } = useLanguage();
  return (
    <div class="narrow">
      <p class="lead">{t('policy.text')}</p>
      {rules.map((rule) => (
        <Rule key={rule.key} rule={rule} sectors={sectors} />
      ))}
      {off.length > 0 && (
        <section class="part no-print">
          <h2>{t('policy.off')}</h2>
          <ul class="plain lines">
            {off.map(({ key, name }) => (
              <li key={key}>
                {words(name)}{' '}
                <Press
                  to="/policy-rules/:key/restoring"
                  at={{ key }}
                  label={t('policy.restore')}
                  name={`${t('policy.restore')}: ${words(name)}`}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Rule({ rule, sectors }: { rule: PolicyRule; sectors: Sector[] }) {
  const { t, words } = useLanguage();
  const name = words(rule.name);
  return (
    <section class="part">
      <h2>{name}</h2>
      <p class="quiet">{useWhen(rule, sectors)}</p>
      <ul>
        {rule.requires.map(({ what, ask }) => (
          <li key={what}>{words(ask)}</li>
        ))}
      </ul>
      <div class="no-print buttons">
        <Link to="/policy-rules/:key/edit" at={{ key: rule.key }} about={rule}>
          {t('policy.edit', { name })}
        </Link>{' '}
        <Press
          to="/policy-rules/:key/removal"
          at={{ key: rule.key }}
          about={rule}
          label={rule.built_in ? t('policy.switch_off') : t('interaction.remove')}
          name={`${rule.built_in ? t('policy.switch_off') : t('interaction.remove')}: ${name}`}
        />
      </div>
    </section>
  );
}

/** When it holds, in a sentence. */
function useWhen(rule: PolicyRule, sectors: Sector[]): string {
  const { t, message, words, list, money } = useLanguage();
  const kinds = rule.kinds.map((kind) => message({ key: `proposals.kind_${kind}` }));
  const named = sectors.filter(({ key }) => rule.sectors.includes(key)).map(({ label }) => words(label));
  const served = rule.populations.flatMap((key) => population(key)?.label ?? []).map(words);
  const parts = [
    kinds.length > 0 && t('policy.when_kind', { kinds: list(kinds) }),
    rule.from_cents !== null && t('policy.when_money', { money: money(rule.from_cents) }),
    named.length > 0 && t('policy.when_sector', { sectors: list(named) }),
    served.length > 0 && t('policy.when_people', { people: list(served) }),
    rule.in_election && t('policy.when_election'),
  ].filter(Boolean);
  return parts.length === 0 ? t('policy.when_always') : parts.join(' · ');
}

export const ruleRemoval = libraryPage<PolicyRule>({
  path: '/policy-rules/:key/removal',
  may: (actor) => mayEditPolicy(actor),
  load: ruleOf,
  view: ({ to }) => redirect(to('/policy-rules')),
  submit: async ({ ctx, found: { key }, go }) => {
    const removal = await removeRule(ctx, key);
    return go('/policy-rules').saying('notice.removed', { removal });
  },
});

export const ruleRestoring = libraryPage({
  path: '/policy-rules/:key/restoring',
  may: mayEditPolicy,
  view: ({ to }) => redirect(to('/policy-rules')),
  submit: async ({ ctx, param, go }) => {
    await restoreRule(ctx, param('key'));
    return go('/policy-rules').saying('notice.saved');
  },
});
