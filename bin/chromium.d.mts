export function findChromium(): { path: string; env: Record<string, string> };
