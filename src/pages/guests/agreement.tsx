/** An agreement, as somebody of a partner reads it who was asked to: what changed, and comments at each clause. */
import { z } from 'zod';
import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { isOver } from '../../rooms/agreements/agreement.ts';
import { type AgreementVersion, documentIn, isOpen } from '../../rooms/agreements/agreement-versions.ts';
import { type Comment, type CommentDraft, commentDraft } from '../../rooms/agreements/comments.ts';
import { comment, findReading, type Reading } from '../../rooms/agreements/reading.ts';
import { Prose } from '../../ui/bits.tsx';
import { one } from '../../ui/field.ts';
import { TextArea } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { DocumentRead, Signatures } from '../agreements/document.tsx';
import { DocumentFiles } from './agreement-files.tsx';
import { type GuestAsked, guestPage } from './guest-page.tsx';
import { Act } from './parts.tsx';

type Asked = GuestAsked<Reading>;

export const guestAgreement = guestPage<Reading>({
  purpose: 'agreement',
  load: async (ctx, link) => {
    try {
      return await findReading(ctx, link.subject_id);
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  },
  title: ({ about: { agreement } }) => agreement.name,
  View: AgreementView,
  acts: {
    comment: async ({ ctx, about: { reader } }, fields) => {
      const { clause, [wordsOf(one(fields.clause))]: words } = parse(draftFor(one(fields.clause)), fields);
      await comment(ctx, reader.id, { clause: clause as CommentDraft['clause'], words: words as string });
      return 'noted';
    },
  },
});

/** A page has a form at each clause, and each field its own name. */
const wordsOf = (clause: string) => `words-${clause || 'all'}`;
const draftFor = (clause: string) =>
  z.object({ clause: commentDraft.shape.clause, [wordsOf(clause)]: commentDraft.shape.words });

function AgreementView(asked: Asked) {
  const { t, dayOf } = useLanguage();
  const { ctx, link, about, again, said } = asked;
  const { version, holds, agreement, comments, reader } = about;
  const mine = comments.filter(({ partner_id }) => partner_id === reader.partner_id);
  const open = !isOver(agreement);
  return (
    <>
      <p>{t('guest_agreement.who_asks', { who: link.asker?.name ?? ctx.library.name, library: ctx.library.name })}</p>
      {said === 'noted' && <p role="status">{t('guest_agreement.noted', { library: ctx.library.name })}</p>}
      <p>
        <strong>
          {version.completed_at
            ? t('guest_agreement.holds', { day: dayOf(version.completed_at) })
            : t(stageOf(version), { number: version.number })}
        </strong>
        {version.reason && ` ${version.reason}`}
      </p>
      <DocumentFiles version={version} holds={holds} />
      <DocumentRead
        document={documentIn(version)}
        under={(clause) => (
          <Under {...{ clause, again, open }} comments={mine.filter((each) => each.clause_id === clause)} />
        )}
      />
      <Signatures version={version} />
      <Whole {...{ again, open }} comments={mine.filter(({ clause_id }) => isElsewhere(about, clause_id))} />
    </>
  );
}

const stageOf = (version: AgreementVersion) => {
  if (version.withdrawn_at) return 'guest_agreement.withdrawn';
  return isOpen(version) ? 'guest_agreement.out' : 'guest_agreement.draft';
};

/** About all of it, or about a clause that is not in this version any more. */
const isElsewhere = ({ version }: Reading, clause: string | null) =>
  clause === null || !documentIn(version).clauses.some(({ id }) => id === clause);

type UnderProps = { clause: string | null; comments: Comment[]; again: Again | undefined; open: boolean };

function Under({ clause, comments, again, open }: UnderProps) {
  const { t } = useLanguage();
  if (clause === null) return null;
  const mine = again?.values.clause === clause ? again : undefined;
  return (
    <>
      {comments.map((each) => (
        <Said key={each.id} comment={each} />
      ))}
      {open && (
        <details class="card" open={mine !== undefined}>
          <summary>{t('guest_agreement.comment')}</summary>
          <CommentForm clause={clause} again={mine} />
        </details>
      )}
    </>
  );
}

function CommentForm({ clause, again }: { clause: string; again: Again | undefined }) {
  const { t } = useLanguage();
  return (
    <Act act="comment" label={t('guest_agreement.send')} again={again} initial={{ [wordsOf(clause)]: '' }} quiet>
      <input type="hidden" name="clause" value={clause} />
      <TextArea name={wordsOf(clause)} label={t('guest_agreement.words')} rows={3} />
    </Act>
  );
}

function Whole({ comments, again, open }: Omit<UnderProps, 'clause'>) {
  const { t } = useLanguage();
  const mine = again && !again.values.clause ? again : undefined;
  return (
    <section>
      <h2>{t('guest_agreement.whole')}</h2>
      {comments.map((each) => (
        <Said key={each.id} comment={each} />
      ))}
      {open && <CommentForm clause="" again={mine} />}
    </section>
  );
}

function Said({ comment: { said_by, said_at, words, answer, answered_by, settled_at } }: { comment: Comment }) {
  const { t, dayOf } = useLanguage();
  return (
    <div class="asked">
      <p class="quiet">
        {said_by} · {dayOf(said_at)}
        {settled_at && ` · ${t('agreements.settled')}`}
      </p>
      <Prose text={words} />
      {answer && (
        <>
          <p class="quiet">{t('promise.answered', { who: answered_by ?? '' })}</p>
          <Prose text={answer} />
        </>
      )}
    </div>
  );
}
