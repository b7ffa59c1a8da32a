/** What was said to an agreement, clause by clause; answered, and settled. */
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Agreement, mayWrite } from '../../rooms/agreements/agreement.ts';
import { documentIn, versionsIn } from '../../rooms/agreements/agreement-versions.ts';
import {
  answerComment,
  answerDraft,
  type Comment,
  commentDraft,
  commentsOf,
  findComment,
  noteComment,
} from '../../rooms/agreements/comments.ts';
import type { Document } from '../../rooms/agreements/document/document.ts';
import { Empty, Prose } from '../../ui/bits.tsx';
import { Buttons, Checkbox, Fold, Form, Select, TextArea } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { waysOf } from '../guests/ways.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { agreementOf, agreementTrail } from './parts.tsx';

export const agreementComments = libraryPage<Agreement>({
  path: '/agreements/:id/comments',
  may: anyMember,
  maySubmit: mayWrite,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it, again } = asked;
    const { t } = asked.language;
    const [version] = await versionsIn(ctx, it.id);
    const document = version ? documentIn(version) : null;
    const comments = await commentsOf(ctx, it.id);
    return {
      title: t('agreements.comments'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          {comments.length === 0 && <Empty text={t('agreements.no_comments')} />}
          {comments.map((comment) => (
            <CommentRead key={comment.id} comment={comment} document={document} answering />
          ))}
          {document && mayWrite(ctx.actor) && <Noting it={it} document={document} again={again} />}
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await noteComment(ctx, id, parse(commentDraft, fields));
    return go('/agreements/:id/comments', { id }).saying('notice.saved');
  },
});

type NotingProps = { it: Agreement; document: Document; again: Again | undefined };

/** What was said in a call or at the table. */
function Noting({ it, document, again }: NotingProps) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <Form again={again} initial={{ clause: '', words: '' }}>
      <Fold summary={t('agreements.note_comment')} names={['words']}>
        <ClauseChoice document={document} />
        <TextArea name="words" label={t('agreements.comment_words')} rows={3} />
        <Buttons save={t('agreements.note_comment')} cancel={to('/agreements/:id', { id: it.id })} />
      </Fold>
    </Form>
  );
}

function ClauseChoice({ document }: { document: Document }) {
  const { t } = useLanguage();
  const clauses = document.clauses.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Select
      name="clause"
      label={t('agreements.comment_on')}
      options={[{ value: '', label: t('agreements.all_of_it') }, ...clauses]}
    />
  );
}

type ReadProps = { comment: Comment; document: Document | null; answering?: boolean };

export function CommentRead({ comment, document, answering = false }: ReadProps) {
  const { t, dayOf } = useLanguage();
  const { said_by, party, said_at, words, answer, answered_by, answered_at, settled_at, clause_id, number } = comment;
  const clause = document?.clauses.find(({ id }) => id === clause_id)?.title;
  return (
    <section class="asked">
      <h2>{clause ?? (clause_id ? t('agreements.clause_gone') : t('agreements.all_of_it'))}</h2>
      <p class="quiet">
        {[said_by, party, dayOf(said_at), t('agreement.version', { number })].filter(Boolean).join(' · ')}
        {settled_at && ` · ${t('agreements.settled')}`}
      </p>
      <Prose text={words} />
      {answer && answered_at && (
        <>
          <p class="quiet">{t('agreements.answered', { who: answered_by ?? '', day: dayOf(answered_at) })}</p>
          <Prose text={answer} />
        </>
      )}
      {answering && (
        <p class="no-print">
          <Link to="/agreement-comments/:id" at={{ id: comment.id }} about={undefined}>
            {settled_at ? t('agreements.open_again') : t('agreements.answer')}
          </Link>
        </p>
      )}
    </section>
  );
}

type Found = Awaited<ReturnType<typeof findComment>>;

export const agreementComment = libraryPage<Found>({
  path: '/agreement-comments/:id',
  may: mayWrite,
  load: ({ ctx, id }: LibraryVisit) => findComment(ctx, id()),
  view: async (asked) => {
    const { comment, agreement } = asked.found;
    const { t } = asked.language;
    const [version] = await versionsIn(asked.ctx, agreement.id);
    const back = asked.to('/agreements/:id/comments', { id: agreement.id });
    return {
      title: t('agreements.answer'),
      trail: [...agreementTrail(asked, agreement), { label: t('agreements.comments'), href: back }],
      body: (
        <div class="narrow">
          <CommentRead comment={{ ...comment, answer: '' }} document={version ? documentIn(version) : null} />
          <Form again={asked.again} initial={{ answer: comment.answer, settled: comment.settled_at ? 'on' : '' }}>
            <TextArea
              name="answer"
              label={t('agreements.answer_words')}
              hint={comment.reader_id ? t('agreements.answer_mail') : undefined}
              rows={4}
            />
            <Checkbox name="settled" label={t('agreements.settle')} />
            <Buttons save={t('form.save')} cancel={back} />
          </Form>
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const {
      ctx,
      found: { comment, agreement },
      fields,
      go,
    } = asked;
    await answerComment(ctx, comment.id, { ...parse(answerDraft, fields), ways: waysOf(asked, ctx) });
    return go('/agreements/:id/comments', { id: agreement.id }).saying('notice.saved');
  },
});
