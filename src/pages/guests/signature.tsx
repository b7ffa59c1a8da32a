/**
 * Signing, as whoever was asked does it: read, consent, type a name, press, and enter the digits that come by a second
 * mail. On a phone and without a script as well.
 */
import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { documentIn } from '../../rooms/agreements/agreement-versions.ts';
import {
  closedTo,
  confirm,
  findSigning,
  press,
  type Signing,
  unpress,
} from '../../rooms/agreements/signing/pressing.ts';
import { CODE_MINUTES, codeDraft, type Pending, pressed, pressedAs } from '../../rooms/agreements/signing/signer.ts';
import { pendingSaid } from '../../rooms/agreements/signing/signing-mail.ts';
import { Prose } from '../../ui/bits.tsx';
import { TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { DocumentRead } from '../agreements/document.tsx';
import { SigningFields } from '../agreements/signing-form.tsx';
import { DocumentFiles } from './agreement-files.tsx';
import { type GuestAsked, guestPage } from './guest-page.tsx';
import { Act } from './parts.tsx';

type Asked = GuestAsked<Signing>;

const pressing =
  (what: Pending['what']) =>
  ({ ctx, about: { signer }, address }: Asked, fields: Values) =>
    press(ctx, signer.id, { pending: parse(pressed, { ...fields, what }), address });

export const guestSignature = guestPage<Signing>({
  purpose: 'signature',
  islands: ['draw-mark'],
  load: async (ctx, link) => {
    try {
      return await findSigning(ctx, link.subject_id);
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  },
  title: ({ about: { version }, language: { t } }) => t('signing.title', { name: documentIn(version).name }),
  View: SignatureView,
  acts: {
    sign: pressing('sign'),
    decline: pressing('decline'),
    delegate: pressing('delegate'),
    again: ({ ctx, about: { signer } }) => unpress(ctx, signer.id),
    confirm: ({ ctx, about: { signer }, address, doors }, fields) =>
      confirm(ctx, signer.id, { ...parse(codeDraft, fields), address, doors }),
  },
});

function SignatureView(asked: Asked) {
  const { t, day } = useLanguage();
  const { ctx, link, about } = asked;
  const { version, signer } = about;
  const closed = closedTo(ctx, about);
  const who = { who: link.asker?.name ?? ctx.library.name, library: ctx.library.name, party: signer.party };
  return (
    <>
      {!closed && <p>{t('guest_signature.who_asks', { ...who, day: day(version.sign_by ?? '') })}</p>}
      {!closed && !signer.pending && (
        <p class="no-print">
          <a href="#sign">{t('guest_signature.go_to_sign')}</a>
        </p>
      )}
      {closed ? (
        <Closed {...asked} closed={closed} />
      ) : (
        signer.pending && <Confirm {...asked} pending={signer.pending} />
      )}
      {version.reason && <p>{version.reason}</p>}
      {signer.outcome !== 'delegated' && (
        <>
          <DocumentFiles version={version} />
          <DocumentRead document={documentIn(version)} />
        </>
      )}
      {!closed && !signer.pending && <Acts {...asked} />}
    </>
  );
}

function Closed({ closed, about: { signer, version }, ctx }: Asked & { closed: string }) {
  const { t, message, moment } = useLanguage();
  const at = signer.outcome_at ? moment(new Date(signer.outcome_at)) : '';
  const thanks = version.completed_at ? 'guest_signature.all_signed' : 'guest_signature.signed';
  if (closed === 'signed') return <p role="status">{t(thanks, { moment: at, library: ctx.library.name })}</p>;
  if (closed === 'declined' && signer.outcome === 'declined')
    return <p role="status">{t('guest_signature.declined', { moment: at, library: ctx.library.name })}</p>;
  return (
    <div role="status">
      <p>{message({ key: `error.signing_${closed}` })}</p>
      {closed === 'withdrawn' && version.withdrawn_why && <Prose text={version.withdrawn_why} />}
    </div>
  );
}

const PROBLEMS = ['guest_signature.wrong', 'guest_signature.over', 'guest_signature.other'] as const;

/** What will happen, once the digits are entered. */
function Confirm({ pending, about: { signer }, again, said }: Asked & { pending: Pending }) {
  const { t } = useLanguage();
  const problem = PROBLEMS.find((each) => each === `guest_signature.${said}`);
  return (
    <section class="card">
      <h2>{t('guest_signature.confirm_title')}</h2>
      <p>{pendingSaid(useLanguage(), pending)}</p>
      <p>{t('guest_signature.code_sent', { email: hidden(signer.email), minutes: CODE_MINUTES })}</p>
      {problem && (
        <p class="error" role="alert">
          {t(problem)}
        </p>
      )}
      <Act act="confirm" label={t(`guest_signature.do_${pending.what}`)} again={again} initial={{ code: '' }}>
        <input type="hidden" name="of" value={pressedAs(pending)} />
        <TextField
          name="code"
          label={t('guest_signature.code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
        />
      </Act>
      <Act act="again" label={t('guest_signature.start_again')} quiet />
    </section>
  );
}

/** Enough to know which mailbox, for whoever it is: "r…@partner.example". */
const hidden = (email: string) => email.replace(/^(.).*@/, '$1…@');

function Acts(asked: Asked) {
  const { t } = useLanguage();
  const { ctx, about, again } = asked;
  const { version, signer } = about;
  const read = <input type="hidden" name="read" value={version.sha256} />;
  return (
    <>
      <h2 id="sign">{t('signing.sign')}</h2>
      <p>{t('guest_signature.how')}</p>
      <Act act="sign" label={t('signing.sign')} again={again} initial={{ name: signer.name, title: '', mark: '' }}>
        {read}
        <SigningFields library={ctx.library.name} />
      </Act>
      <details class="card" open={again?.values.do === 'delegate'}>
        <summary>{t('guest_signature.delegate')}</summary>
        <Act
          act="delegate"
          label={t('guest_signature.delegate_do')}
          again={again}
          initial={{ colleague: '', colleague_email: '' }}
          quiet
        >
          {read}
          <TextField name="colleague" label={t('guest_signature.colleague')} />
          <TextField name="colleague_email" type="email" label={t('guest_signature.colleague_email')} />
        </Act>
      </details>
      <details class="card" open={again?.values.do === 'decline'}>
        <summary>{t('signing.decline')}</summary>
        <Act act="decline" label={t('signing.decline')} again={again} initial={{ reason: '' }} quiet>
          {read}
          <TextArea name="reason" label={t('signing.reason')} rows={3} />
        </Act>
      </details>
    </>
  );
}
