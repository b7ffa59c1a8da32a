/** How far two who marked by themselves agree, theme by theme. */
import { type Agreement, FEWEST } from '../../rooms/interviews/agreement.ts';
import { agreementIn, type RoundAgreement } from '../../rooms/interviews/passages.ts';
import { mayInterview, type Round } from '../../rooms/interviews/round.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { libraryPage } from '../shell/page.ts';
import { roundOf, roundTrail } from './parts.tsx';

export const coderAgreement = libraryPage<Round>({
  path: '/interview-rounds/:id/agreement',
  may: mayInterview,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, language } = asked;
    return {
      title: language.t('interviews.agreement'),
      trail: roundTrail(asked, round),
      body: <AgreementTable agreement={await agreementIn(ctx, round.id)} />,
    };
  },
});

function AgreementTable({ agreement: { coders, themes, all } }: { agreement: RoundAgreement }) {
  const { t } = useLanguage();
  if (coders.length === 0) return <Empty text={t('interviews.agreement_empty')} />;
  return (
    <>
      <p class="lead">{t('interviews.agreement_text', { fewest: FEWEST })}</p>
      <ul>
        {coders.map(({ one, other, interviews }) => (
          <li key={`${one} ${other}`}>{t('interviews.coders', { one, other, count: interviews })}</li>
        ))}
      </ul>
      <Scroll label={t('interviews.agreement')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('interviews.theme')}</th>
              <th scope="col">{t('interviews.answers_both')}</th>
              <th scope="col">{t('interviews.share')}</th>
              <th scope="col">{t('interviews.kappa')}</th>
              <th scope="col">{t('interviews.interval')}</th>
            </tr>
          </thead>
          <tbody>
            {themes.map(({ theme, agreement }) => (
              <AgreementRow key={theme.id} name={theme.name} agreement={agreement} />
            ))}
            <AgreementRow name={t('interviews.all_themes')} agreement={all} />
          </tbody>
        </table>
      </Scroll>
      <p class="quiet">{t('interviews.kappa_source')}</p>
    </>
  );
}

function AgreementRow({ name, agreement }: { name: string; agreement: Agreement }) {
  const { t, locale } = useLanguage();
  const two = new Intl.NumberFormat(locale === 'es' ? 'es-US' : 'en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const { n, share, kappa, interval } = agreement;
  // Of few answers a figure says less than it seems to.
  const kappaSaid =
    n < FEWEST ? t('interviews.too_few') : kappa === null ? t('interviews.no_kappa') : two.format(kappa);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{n}</td>
      <td class="number">
        {share === null ? t('figure.unknown') : t('interviews.percent', { share: Math.round(share * 100) })}
      </td>
      <td class="number">{kappaSaid}</td>
      <td class="number">
        {interval && t('interviews.from_to', { from: two.format(interval.from), to: two.format(interval.to) })}
      </td>
    </tr>
  );
}
