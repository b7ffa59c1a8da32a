/** A page of a list, as HSDS has it: in its API and in its files. */

export type Page<T> = {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: T[];
};

export function pageOf<T>(contents: T[], total: number, at: { page: number; per_page: number }): Page<T> {
  const total_pages = Math.max(1, Math.ceil(total / at.per_page));
  return {
    total_items: total,
    total_pages,
    page_number: at.page,
    size: contents.length,
    first_page: at.page === 1,
    last_page: at.page >= total_pages,
    empty: contents.length === 0,
    contents,
  };
}
