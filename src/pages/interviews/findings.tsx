/** The findings of a round: read, written, as PDF and Word, on a public page, and sent to everybody who was interviewed. */

import { today } from '../../house/ctx.ts';
import { Invalid, NotFound } from '../../house/errors.ts';
import { speak } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { canTypeset } from '../../house/typeset/typeset.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { draftQuotes, findingsEdit, mayPublishFindings } from '../../rooms/interviews/finding.ts';
import {
  publishFindings,
  type Report,
  reportOf,
  sendFindings,
  writeFindings,
} from '../../rooms/interviews/findings.ts';
import { interviewsOf } from '../../rooms/interviews/interviews.ts';
import { FEW } from '../../rooms/interviews/matrix.ts';
import { mayInterview, type Round } from '../../rooms/interviews/round.ts';
import { isOwed } from '../../rooms/interviews/thanks.ts';
import { one, useField } from '../../ui/field.ts';
import { Buttons, Form, TextArea } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { DOCX, fileName, PDF, sent } from '../shell/sent.ts';
import { type LibraryVisit, limit } from '../shell/visit.ts';
import { findingsDocx } from './findings-docx.ts';
import { findingsPdf } from './findings-pdf.ts';
import { FindingsRead } from './findings-view.tsx';
import { kindsOf, roundOf, roundTrail } from './parts.tsx';
import { draftOpening, findingsText, type ToldFindings, toldFindings } from './told.ts';

/** In the language of the findings, which may be other than the reader's. */
async function told({ ctx }: LibraryVisit, report: Report, locale = report.round.locale): Promise<ToldFindings> {
  const language = speak(locale, ctx.library.timeZone);
  return toldFindings(report, await kindsOf(ctx), { library: ctx.library.name, language, onDay: today(ctx) });
}

export const findings = libraryPage<Round>({
  path: '/interview-rounds/:id/findings',
  may: anyMember,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, language, house } = asked;
    const { t } = language;
    const report = await reportOf(ctx, round.id);
    const about = { at: { id: round.id }, about: round };
    const { published_at, version } = report.findings;
    return {
      title: t('interviews.findings_title', { name: round.name }),
      trail: roundTrail(asked, round),
      actions: (
        <>
          <Link class="button" to="/interview-rounds/:id/findings/edit" {...about}>
            {version === 0 ? t('interviews.write_findings') : t('form.change')}
          </Link>
          {canTypeset() && (
            <Link class="button low" to="/interview-rounds/:id/findings.pdf" at={{ id: round.id }}>
              PDF
            </Link>
          )}
          <Link class="button low" to="/interview-rounds/:id/findings.docx" at={{ id: round.id }} download>
            Word
          </Link>
          {version > 0 && (
            <Link class="button low" to="/interview-rounds/:id/findings/sending" {...about}>
              {t('interviews.send_findings')}
            </Link>
          )}
          {version > 0 &&
            (published_at ? (
              <Press to="/interview-rounds/:id/findings/publication" {...about} label={t('interviews.unpublish')} />
            ) : (
              <Link class="button low" to="/interview-rounds/:id/findings/publication" {...about}>
                {t('interviews.publish')}
              </Link>
            ))}
        </>
      ),
      body: (
        <>
          {version === 0 && <p class="warning no-print">{t('interviews.is_draft')}</p>}
          {published_at && <Published round={round} base={house.baseUrl} />}
          <FindingsRead told={await told(asked, report, language.locale)} />
        </>
      ),
    };
  },
});

/** Where anybody may read them. */
export const publicAddress = (base: string, slug: string, id: string) => `${base}/l/${slug}/findings/${id}`;

function Published({ round, base }: { round: Round; base: string }) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const address = publicAddress(base, ctx?.library.slug ?? '', round.id);
  return (
    <p class="no-print">
      {t('interviews.published')} <a href={address}>{address}</a>
    </p>
  );
}

export const editFindings = libraryPage<Round>({
  path: '/interview-rounds/:id/findings/edit',
  may: mayInterview,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, again, to, language } = asked;
    const { t } = language;
    const report = await reportOf(ctx, round.id);
    const { findings, themes, quotes } = report;
    const inOwn = speak(round.locale, ctx.library.timeZone);
    const drafted = findings.version === 0;
    const initial = {
      opening: drafted ? draftOpening(report, { library: ctx.library.name, language: inOwn }) : findings.opening,
      next_steps: drafted ? inOwn.t('interviews.draft_next', { library: ctx.library.name }) : findings.next_steps,
      quoted: drafted
        ? draftQuotes(
            themes.map(({ theme }) => theme),
            quotes,
          )
        : findings.quoted.filter((id) => quotes.some((each) => each.id === id)),
      ...Object.fromEntries(
        themes.map(({ theme }) => [`said.${theme.id}`, findings.said[theme.id] ?? theme.description]),
      ),
    };
    return {
      title: t('interviews.write_findings'),
      trail: [
        ...roundTrail(asked, round),
        { label: t('interviews.findings'), href: to('/interview-rounds/:id/findings', { id: round.id }) },
      ],
      body: (
        <div class="narrow">
          <p>{t('interviews.findings_text')}</p>
          <Form
            again={again}
            initial={initial}
            version={findings.version}
            labels={{
              ...{
                opening: t('interviews.opening'),
                next_steps: t('interviews.next_steps'),
                quoted: t('interviews.quotes'),
              },
              ...Object.fromEntries(themes.map(({ theme }) => [`said.${theme.id}`, theme.name])),
            }}
          >
            <TextArea name="opening" label={t('interviews.opening')} rows={5} />
            {themes.map(({ theme, leaders, of }) => (
              <fieldset class="field" key={theme.id}>
                <legend>
                  {theme.name} <span class="quiet">{t('interviews.of_leaders', { leaders, of })}</span>
                </legend>
                <TextArea name={`said.${theme.id}`} label={t('interviews.said_of', { name: theme.name })} rows={3} />
                <QuoteChoice quotes={quotes.filter(({ theme_id }) => theme_id === theme.id)} />
              </fieldset>
            ))}
            <TextArea name="next_steps" label={t('interviews.next_steps')} hint={t('interviews.next_hint')} rows={5} />
            <Buttons save={t('form.save')} cancel={to('/interview-rounds/:id/findings', { id: round.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await writeFindings(ctx, id, parse(findingsEdit, nested(fields)));
    return go('/interview-rounds/:id/findings', { id }).saying('notice.saved');
  },
});

function QuoteChoice({ quotes }: { quotes: Report['quotes'] }) {
  const { t } = useLanguage();
  const all = (value: Values[string]) => [value ?? []].flat();
  const chosen = all(useField('quoted', all));
  if (quotes.length === 0) return <p class="quiet">{t('interviews.no_quotes')}</p>;
  return (
    <div class="choices">
      {quotes.map(({ id, words, who }) => (
        <label class="choice" key={id}>
          <input type="checkbox" name="quoted" value={id} checked={chosen.includes(id)} />
          <span dir="auto">
            “{words}”{who && <span class="quiet"> – {who}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}

export const findingsPublication = libraryPage<Round>({
  path: '/interview-rounds/:id/findings/publication',
  may: (actor) => mayPublishFindings(actor),
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, again, to, language } = asked;
    const { t, list } = language;
    const report = await reportOf(ctx, round.id);
    if (report.findings.published_at) return redirect(to('/interview-rounds/:id/findings', { id: round.id }));
    const told_ = await told(asked, report);
    const isRecognizable = report.held < FEW && told_.themes.some(({ quotes }) => quotes.some(({ who }) => !who));
    const names = [...new Set(told_.themes.flatMap(({ quotes }) => quotes.flatMap(({ who }) => who ?? [])))];
    return {
      title: t('interviews.publish'),
      trail: roundTrail(asked, round),
      body: (
        <div class="narrow">
          <p class="warning">
            {t('interviews.publish_text', { address: publicAddress(asked.house.baseUrl, ctx.library.slug, round.id) })}
          </p>
          {isRecognizable && <p class="warning">{t('interviews.publish_few', { count: report.held })}</p>}
          {names.length > 0 && <p>{t('interviews.publish_names', { names: list(names) })}</p>}
          <Form again={again}>
            <input type="hidden" name="on" value="on" />
            <Buttons save={t('interviews.publish')} cancel={to('/interview-rounds/:id/findings', { id: round.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const on = one(fields.on) !== '';
    await publishFindings(ctx, id, on);
    return go('/interview-rounds/:id/findings', { id }).saying(
      on ? 'notice.findings_public' : 'notice.findings_hidden',
    );
  },
});

export const findingsSending = libraryPage<Round>({
  path: '/interview-rounds/:id/findings/sending',
  may: mayInterview,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, again, to, house, language } = asked;
    const { t } = language;
    const sends = house.mailIsSent;
    const owed = (await interviewsOf(ctx, round.id)).filter((each) => isOwed('findings', each));
    const mailed = owed.filter(({ email }) => email !== '');
    const others = owed.filter(({ email }) => email === '');
    return {
      title: t('interviews.send_findings'),
      trail: roundTrail(asked, round),
      body: (
        <div class="narrow">
          {!sends && <p class="warning">{t('interviews.findings_no_server')}</p>}
          <p>{t('interviews.send_text', { count: mailed.length })}</p>
          <p>{mailed.map(({ name }) => name).join(' · ')}</p>
          {others.length > 0 && (
            <p>
              {t('interviews.send_others', { count: others.length })} {others.map(({ name }) => name).join(' · ')}
            </p>
          )}
          {mailed.length > 0 && sends && (
            <Form again={again}>
              <Buttons
                save={t('interviews.send_now', { count: mailed.length })}
                cancel={to('/interview-rounds/:id/findings', { id: round.id })}
              />
            </Form>
          )}
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: round, house, go } = asked;
    if (!house.mailIsSent) throw new Invalid({ form: { key: 'error.no_mail_server' } });
    const report = await reportOf(ctx, round.id);
    const link = report.findings.published_at ? publicAddress(house.baseUrl, ctx.library.slug, round.id) : null;
    const inLanguage = async (locale: 'en' | 'es') =>
      findingsText(
        await told(asked, report, locale),
        speak(locale, ctx.library.timeZone),
        link && `${link}?lang=${locale}`,
      );
    const count = await sendFindings(ctx, round.id, { en: await inLanguage('en'), es: await inLanguage('es') });
    return go('/interview-rounds/:id/findings', { id: round.id }).saying('notice.findings_sent', { count });
  },
});

const paperOf = ({ url }: LibraryVisit) => (url.searchParams.get('paper') === 'a4' ? 'a4' : 'letter');

export const findingsAsPdf = libraryPage<Round>({
  path: '/interview-rounds/:id/findings.pdf',
  may: anyMember,
  load: roundOf,
  type: PDF,
  view: async (asked) => {
    if (!canTypeset()) throw new NotFound();
    await limit(asked, 'files', asked.visitor.userId);
    const report = await reportOf(asked.ctx, asked.found.id);
    const bytes = await findingsPdf(asked, {
      told: await told(asked, report),
      locale: report.round.locale,
      paper: paperOf(asked),
    });
    return sent(bytes, { name: fileName(asked.found.name, 'pdf'), type: PDF, inline: true });
  },
});

export const findingsAsDocx = libraryPage<Round>({
  path: '/interview-rounds/:id/findings.docx',
  may: anyMember,
  load: roundOf,
  type: DOCX,
  view: async (asked) => {
    await limit(asked, 'files', asked.visitor.userId);
    const report = await reportOf(asked.ctx, asked.found.id);
    const language = speak(report.round.locale, asked.ctx.library.timeZone);
    const bytes = await findingsDocx(language, {
      told: await told(asked, report),
      day: language.dayOf(asked.ctx.now),
      paper: paperOf(asked),
    });
    return sent(bytes, { name: fileName(asked.found.name, 'docx'), type: DOCX });
  },
});
