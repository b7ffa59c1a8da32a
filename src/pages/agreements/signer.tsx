/** A member signs for the library, or says no: by their own sign-in, after reading what it says. */
import { parse } from '../../house/parse.ts';
import { documentIn } from '../../rooms/agreements/agreement-versions.ts';
import {
  type Closed,
  closedTo,
  findSigning,
  type Signing,
  signAsMember,
} from '../../rooms/agreements/signing/pressing.ts';
import { maySignAsMember, pressed } from '../../rooms/agreements/signing/signer.ts';
import { Form, TextArea } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { doorsOf } from '../guests/ways.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { DocumentRead } from './document.tsx';
import { agreementTrail } from './parts.tsx';
import { SigningFields } from './signing-form.tsx';

export const agreementSigner = libraryPage<Signing>({
  path: '/agreement-signers/:id',
  may: (actor, { signer }) => maySignAsMember(actor, signer),
  load: ({ ctx, id }) => findSigning(ctx, id()),
  view: (asked) => {
    const { ctx, found, again } = asked;
    const { agreement, version } = found;
    const closed = closedTo(ctx, found);
    return {
      title: asked.language.t('signing.title', { name: agreement.name }),
      trail: agreementTrail(asked, agreement),
      islands: ['draw-mark'],
      body: (
        <div class="narrow">
          <DocumentRead document={documentIn(version)} />
          {closed ? <Over closed={closed} /> : <ToSign found={found} again={again} name={ctx.actor.name} />}
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const {
      ctx,
      found: { signer, agreement },
      fields,
      go,
      clientAddress,
    } = asked;
    const pending = parse(pressed, fields);
    await signAsMember(ctx, signer.id, { pending, address: clientAddress, doors: doorsOf(asked, ctx) });
    const notice = pending.what === 'sign' ? 'notice.agreement_signed' : 'notice.agreement_declined';
    return go('/agreements/:id', { id: agreement.id }).saying(notice);
  },
});

export function Over({ closed }: { closed: Closed }) {
  const { message } = useLanguage();
  return <p role="status">{message({ key: `error.signing_${closed}` })}</p>;
}

type Props = { found: Signing; again: Again | undefined; name: string };

function ToSign({ found: { version }, again, name }: Props) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const of = (what: string) => (again?.values.what === what ? again : undefined);
  return (
    <>
      <h2>{t('signing.sign')}</h2>
      <Form
        again={of('sign')}
        initial={{ name, title: '' }}
        labels={{ name: t('signing.name'), consent: t('signing.consent') }}
      >
        <input type="hidden" name="what" value="sign" />
        <input type="hidden" name="read" value={version.sha256} />
        <SigningFields library={ctx.library.name} />
        <p class="buttons">
          <button type="submit">{t('signing.sign')}</button>
        </p>
      </Form>
      <details class="card" open={of('decline') !== undefined}>
        <summary>{t('signing.decline')}</summary>
        <Form again={of('decline')} initial={{ reason: '' }}>
          <input type="hidden" name="what" value="decline" />
          <input type="hidden" name="read" value={version.sha256} />
          <TextArea name="reason" label={t('signing.reason')} rows={3} />
          <button type="submit" class="quiet-button">
            {t('signing.decline')}
          </button>
        </Form>
      </details>
    </>
  );
}
