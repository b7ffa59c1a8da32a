/** Files that hang on what was said or done, or on an e-mail: links to them, and one of them as it is handed out. */
import { useLanguage } from '../../ui/here.ts';

type Listed = { sha256: string; name: string; bytes: number };
const KILO = 1000;

export function AttachedFiles({ files, address }: { files: Listed[]; address: (sha256: string) => string }) {
  const { t, number } = useLanguage();
  return (
    <>
      {files.map(({ sha256, name, bytes }) => (
        <span class="block" key={sha256}>
          <a href={address(sha256)} download>
            {name}
          </a>{' '}
          <span class="quiet">{t('interaction.kilobytes', { size: number(Math.ceil(bytes / KILO)) })}</span>
        </span>
      ))}
    </>
  );
}

/** To be kept by whoever asks for it: none is shown in place, so none can do anything here. */
export const handedOut = ({ bytes, type, name }: { bytes: Uint8Array; type: string; name: string }, cache = '') =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`,
      ...(cache && { 'Cache-Control': cache }),
    },
  });
