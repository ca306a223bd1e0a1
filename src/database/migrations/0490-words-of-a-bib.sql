-- 書誌の種別と対象: the words the program knows, as every other column of words says its own.
alter table bib
  add constraint bib_kind_check check (kind in
    ('book', 'pictureBook', 'pocketBook', 'largePrint', 'comic', 'magazine', 'audiovisual', 'electronic', 'oldBook')),
  add constraint bib_audience_check check (audience in ('general', 'youngAdult', 'child'));
