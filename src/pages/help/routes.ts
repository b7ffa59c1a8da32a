import { help, helpWith } from './help.tsx';

export const helpPages = [help, helpWith];
