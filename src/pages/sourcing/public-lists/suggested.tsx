/** Says why a sector is shown that no person chose. */
import { reasonFrom } from '../../../rooms/sourcing/public-lists/irs.ts';
import { useLanguage } from '../../../ui/here.ts';

export function Suggested({ reason }: { reason: string | null }) {
  const { message } = useLanguage();
  const from = reasonFrom(reason ?? '');
  if (!from) return null;
  return (
    <span class="quiet block">
      {message({ key: `public_lists.from_${from.kind}`, values: { code: 'code' in from ? from.code : '' } })}
    </span>
  );
}
