/** Who is away, and who acts for them meanwhile. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { type Absence, absenceDraft } from '../../rooms/accounts/absence.ts';
import {
  absencesOf,
  addAbsence,
  findAbsence,
  mayBeAway,
  maySayAway,
  removeAbsence,
} from '../../rooms/accounts/absences.ts';
import { mayManageMembers } from '../../rooms/accounts/account.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { Buttons, Form, Select, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const absences = libraryPage({
  path: '/absences',
  may: mayBeAway,
  view: async ({ ctx, again, to, language: { t } }) => {
    const members = (await membersOf(ctx)).filter(({ role }) => role !== 'reader');
    const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
    const own = members.filter(({ id }) => mayManageMembers(ctx.actor) || id === ctx.actor.id);
    return {
      title: t('absences.title'),
      body: (
        <div class="narrow">
          <p>{t('absences.text')}</p>
          <Away absences={await absencesOf(ctx)} />
          <Form
            again={again}
            initial={{ member_id: ctx.actor.id ?? '', starts_on: today(ctx) }}
            labels={{
              ...{ member_id: t('absences.who'), deputy_id: t('absences.deputy') },
              ...{ starts_on: t('absences.starts_on'), ends_on: t('absences.ends_on') },
            }}
          >
            <h2>{t('absences.add')}</h2>
            <Select name="member_id" label={t('absences.who')} options={own.map(option)} />
            <div class="row">
              <TextField name="starts_on" type="date" label={t('absences.starts_on')} />
              <TextField name="ends_on" type="date" label={t('absences.ends_on')} />
            </div>
            <Select
              name="deputy_id"
              label={t('absences.deputy')}
              options={[
                { value: '', label: t('choose.one') },
                ...(own.length > 1 ? members : members.filter(({ id }) => id !== ctx.actor.id)).map(option),
              ]}
            />
            <Buttons save={t('absences.save')} cancel={to('/proposals')} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, fields, go }) => {
    await addAbsence(ctx, parse(absenceDraft, fields));
    return go('/absences').saying('notice.saved');
  },
});

function Away({ absences }: { absences: Absence[] }) {
  const { t, day } = useLanguage();
  if (absences.length === 0) return <p class="quiet">{t('absences.none')}</p>;
  return (
    <ul class="plain lines">
      {absences.map((absence) => (
        <li key={absence.id}>
          {t('absences.said', {
            ...{ who: absence.member, deputy: absence.deputy },
            ...{ from: day(absence.starts_on), until: day(absence.ends_on) },
          })}{' '}
          <Press
            to="/absences/:id/removal"
            at={{ id: absence.id }}
            about={absence}
            label={t('interaction.remove')}
            name={`${t('interaction.remove')}: ${absence.member}`}
          />
        </li>
      ))}
    </ul>
  );
}

export const absenceRemoval = libraryPage<Absence>({
  path: '/absences/:id/removal',
  may: maySayAway,
  load: ({ ctx, id }) => findAbsence(ctx, id()),
  view: ({ to }) => redirect(to('/absences')),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeAbsence(ctx, id);
    return go('/absences').saying('notice.removed', { removal });
  },
});
