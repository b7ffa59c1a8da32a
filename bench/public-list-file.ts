/**
 * A file in the shape of the IRS's, of any number of rows: invented names, real ZIP codes, most organizations in few
 * counties.
 */
import { createWriteStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import rules from '../data/irs/sectors.json' with { type: 'json' };
import { dataFile } from '../src/house/data.ts';

/** mulberry32: the same file for the same seed. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const STARTS =
  `Ba Be Bo Bra Ca Co Cra Da De Do Fa Fo Ga Gra Ha He Ho Ja Jo Ka Ke La Le Lo Ma Me Mo Na No Pa Pe Po Ra Re Ro Sa Se So
  Sta Ta Te To Va Wa We Wi`.split(/\s+/);
const MIDDLES = 'l ll n nd r rt s st ck m mb v t tt rr gg lv rn rs x'.split(' ');
const ENDS = `er on ey ell man son ard ins ington ville field berg stein ado ez ov ski ini ett ow ay olt ick and ake urn
  ulo`.split(/\s+/);
const TEMPLATES = [
  ...[
    'FIRST BAPTIST CHURCH OF {city}',
    '{s} MEMORIAL FOUNDATION',
    'FRIENDS OF {city} PUBLIC LIBRARY',
    '{city} FOOD PANTRY INC',
    '{s} FAMILY FOUNDATION',
    'ROTARY CLUB OF {city}',
  ],
  ...[
    '{city} LITTLE LEAGUE',
    'VFW POST {n}',
    '{s} ELEMENTARY SCHOOL PTA',
    '{city} CHAMBER OF COMMERCE',
    '{city} HISTORICAL SOCIETY',
    'HABITAT FOR HUMANITY OF {city}',
    '{s} COMMUNITY CENTER',
  ],
  ...[
    'ST {first} CHURCH',
    'YMCA OF {city}',
    '{city} YOUTH SOCCER ASSOCIATION',
    '{s} SCHOLARSHIP FUND',
    'FRATERNAL ORDER OF {s} LODGE {n}',
    'IGLESIA {first} {s}',
    '{city} HOSPITAL AUXILIARY',
  ],
  ...[
    '{s} ARTS COUNCIL',
    '{city} VOLUNTEER FIRE COMPANY',
    'BOY SCOUTS OF AMERICA',
    '{first} {s} MINISTRIES',
    '{city} ANIMAL RESCUE',
    '{s} HEALTH CLINIC',
    'UNITED WAY OF {city}',
    '{s} CREDIT UNION',
  ],
  ...[
    'SENIOR CENTER OF {city}',
    '{s} VETERANS ASSOCIATION',
    '{s} {s2} TRUST',
    'THE {s} PROJECT',
    '{city} GARDEN CLUB',
    'FOUNDATION FOR {s} RESEARCH',
    '{s} HOMEOWNERS ASSOCIATION',
    'PTA {city} CONGRESS {n}',
  ],
];
const HEADER = `EIN NAME ICO STREET CITY STATE ZIP GROUP SUBSECTION AFFILIATION CLASSIFICATION RULING DEDUCTIBILITY
  FOUNDATION ACTIVITY ORGANIZATION STATUS TAX_PERIOD ASSET_CD INCOME_CD FILING_REQ_CD PF_FILING_REQ_CD ACCT_PD ASSET_AMT
  INCOME_AMT REVENUE_AMT NTEE_CD SORT_NAME`
  .split(/\s+/)
  .join(',');
/** From GROUP to ACCT_PD, the same in every row. */
const MIDDLE = '0000,03,3,1000,199001,1,15,000000000,1,01,202412,4,4,01,0,12';

export async function writeIrsFile(path: string, rows: number): Promise<void> {
  await pipeline(Readable.from(lines(rows)), createWriteStream(path));
}

function* lines(count: number): Generator<string> {
  const roll = dice(1);
  const zip = weighted(readZips(), roll);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T;
  // Few surnames are very common, many are rare.
  const surnames = Array.from({ length: 60_000 }, () =>
    (pick(STARTS) + pick(MIDDLES) + pick(ENDS) + (roll() < 0.3 ? pick(ENDS) : '')).toUpperCase(),
  );
  const surname = () => surnames[Math.floor(roll() ** 3 * surnames.length)] as string;
  const codes = Object.keys(rules.ntee).filter((code) => code.length === 3);
  let chunk = `${HEADER}\n`;
  for (let n = 0; n < count; n++) {
    const place = zip();
    const fill: Record<string, string> = {
      city: place.city,
      s: surname(),
      s2: surname(),
      n: String(1 + Math.floor(roll() * 9000)),
      first: surname(),
    };
    const name = pick(TEMPLATES).replace(/\{(\w+)\}/g, (_, key: string) => fill[key] ?? '');
    const chapter = name === 'BOY SCOUTS OF AMERICA' ? `${fill.n} ${fill.s} COUNCIL` : '';
    const income = roll() < 0.3 ? '' : String(Math.floor(10 ** (3 + 5 * roll())));
    const ein = String(10_000_000 + n * 457).padStart(9, '0');
    const street = roll() < 0.3 ? `PO BOX ${fill.n}` : `${fill.n} ${surname()} ST`;
    const postal = `${place.zip}-${roll() < 0.3 ? '0000' : '1234'}`;
    const code = roll() < 0.35 ? '' : `${pick(codes)}0`;
    chunk += `${ein},${name},% ${fill.first} ${fill.s2},${street},${place.city},${place.state},${postal},`;
    chunk += `${MIDDLE},${income},${income},${income},${code},${chapter}\n`;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

type Zip = { zip: string; city: string; state: string; county: string };

function readZips(): Zip[] {
  const rows: string[][] = parse(readFileSync(dataFile('geo/us-postal.csv')), { from_line: 2 });
  return rows.map(([zip = '', place = '', state = '', county = '']) => ({
    zip,
    city: place.toUpperCase().replace(/[",]/g, ''),
    state,
    county,
  }));
}

/** Counties weigh by a heavy tail (a few hold much of everything), ZIP codes within them by a lighter one. */
function weighted(zips: Zip[], roll: () => number): () => Zip {
  const counties = new Map<string, number>();
  let total = 0;
  const upTo = zips.map(({ county }) => {
    const weight = counties.get(county) ?? Math.min(400, (1 - roll()) ** -0.9);
    counties.set(county, weight);
    total += weight * Math.min(20, (1 - roll()) ** -0.6);
    return total;
  });
  return () => {
    const aim = roll() * total;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) < aim) low = middle + 1;
      else high = middle;
    }
    return zips[low] as Zip;
  };
}
