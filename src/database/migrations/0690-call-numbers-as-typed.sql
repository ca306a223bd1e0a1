-- 請求記号 as somebody types it: whatever the width, small or capital, and whichever of / - ・ and a space stands between its
-- parts. The same as `callKey` of the catalogue.
create function call_key(call_number text) returns text immutable strict parallel safe language sql as $$
  select upper(btrim(regexp_replace(normalize(call_number, NFKC), '[-/・‐−[:space:]]+', ' ', 'g')))
$$;

create index item_call_key on item ((call_key(call_number) collate "C")) where call_number is not null;
