-- Which of the guide's words a library's built-in factors have, so that a start asks once who is behind and not each library.
alter table libraries add guide_words text not null default '';
