/** That an agreement rests and goes on, and that one side gives notice. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { type Agreement, mayBind, mayResume, maySuspend } from '../../rooms/agreements/agreement.ts';
import {
  giveNotice,
  mayGiveNotice,
  noticeDraft,
  resume,
  suspend,
  suspensionDraft,
  takeNoticeBack,
} from '../../rooms/agreements/lasting.ts';
import { Buttons, Form, Radios, TextArea, TextField } from '../../ui/form.tsx';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { agreementOf, agreementTrail } from './parts.tsx';

export const agreementSuspension = libraryPage<Agreement>({
  path: '/agreements/:id/suspension',
  may: maySuspend,
  load: agreementOf,
  view: (asked) => {
    const { ctx, found: it, again, to } = asked;
    const { t } = asked.language;
    return {
      title: t('agreements.suspend'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('agreements.suspend_text')}</p>
          <Form again={again} initial={{ starts_on: today(ctx), reason: '' }}>
            <TextField name="starts_on" type="date" label={t('agreements.rests_from')} />
            <TextField name="reason" label={t('agreements.rests_why')} />
            <Buttons save={t('agreements.suspend')} cancel={to('/agreements/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await suspend(ctx, id, parse(suspensionDraft, fields));
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});

const back = ({ found: { id }, to }: { found: Agreement } & Pick<LibraryVisit, 'to'>) =>
  redirect(to('/agreements/:id', { id }));

export const agreementResuming = libraryPage<Agreement>({
  path: '/agreements/:id/resuming',
  may: mayResume,
  load: agreementOf,
  view: back,
  submit: async ({ ctx, found: { id }, go }) => {
    await resume(ctx, id);
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});

export const agreementNotice = libraryPage<Agreement>({
  path: '/agreements/:id/notice',
  may: mayGiveNotice,
  load: agreementOf,
  view: (asked) => {
    const { ctx, found: it, again, to } = asked;
    const { t } = asked.language;
    const sides = [
      { value: 'ours', label: t('agreements.by_us') },
      { value: 'theirs', label: t('agreements.by_them') },
    ];
    const initial = it.notice ?? { given_by: 'ours', given_on: today(ctx), ends_on: it.term_ends_on ?? '', words: '' };
    return {
      title: t('agreements.give_notice'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('agreements.notice_text')}</p>
          <Form again={again} initial={initial}>
            <Radios name="given_by" label={t('agreements.notice_by')} options={sides} />
            <TextField name="given_on" type="date" label={t('agreements.notice_on')} />
            <TextField name="ends_on" type="date" label={t('agreements.notice_until')} />
            <TextArea name="words" label={t('agreements.notice_words')} rows={2} />
            <Buttons save={t('form.save')} cancel={to('/agreements/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await giveNotice(ctx, id, parse(noticeDraft, fields));
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});

export const agreementNoticeCancelling = libraryPage<Agreement>({
  path: '/agreements/:id/notice-cancelling',
  may: (actor, it) => mayBind(actor, it) && it.notice !== null,
  load: agreementOf,
  view: back,
  submit: async ({ ctx, found: { id }, go }) => {
    await takeNoticeBack(ctx, id);
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});
