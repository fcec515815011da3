-- What the queries ask for stands in columns; the rest is the contract's own JSON in `data`.

create table lotsen.conversations (
  id text primary key,
  last timestamptz not null,
  data jsonb not null
);
create index conversations_last on lotsen.conversations (last);

-- The id is a digest: channels' ids can be of any length, and some name their user.
create table lotsen.seen_events (
  id bytea primary key,
  receipt text,
  seen timestamptz not null default now()
);
create index seen_events_seen on lotsen.seen_events (seen);

create table lotsen.turns (
  receipt text primary key,
  conversation text not null,
  at timestamptz not null,
  knowledge text not null,
  data jsonb not null
);
create index turns_conversation on lotsen.turns (conversation);
create index turns_at on lotsen.turns (at);

create table lotsen.messages (
  seq bigint generated always as identity primary key,
  conversation text not null,
  at timestamptz not null,
  saved timestamptz not null default now(),
  said jsonb not null
);
create index messages_conversation on lotsen.messages (conversation, seq);

create table lotsen.cases (
  id text primary key,
  version integer not null,
  state text not null,
  office text not null,
  -- Null when the person has been forgotten.
  conversation text,
  opened timestamptz not null,
  changed timestamptz not null default now(),
  erased timestamptz,
  data jsonb not null
);
create index cases_office on lotsen.cases (office, state);
create index cases_conversation on lotsen.cases (conversation);
create index cases_opened on lotsen.cases (opened);
create index cases_changed on lotsen.cases (changed);

create table lotsen.case_events (
  seq bigint generated always as identity primary key,
  case_id text not null references lotsen.cases (id),
  at timestamptz not null,
  data jsonb not null
);
create index case_events_case on lotsen.case_events (case_id, seq);
create index case_events_at on lotsen.case_events (at);

create table lotsen.notices (
  id text primary key,
  case_id text not null,
  state text not null default 'owed' check (state in ('owed', 'sent', 'moot', 'failed')),
  due timestamptz not null,
  attempts integer not null default 0,
  -- The name of the error, never its text.
  last_error text,
  owed_at timestamptz not null default now(),
  settled_at timestamptz,
  data jsonb not null
);
create index notices_case on lotsen.notices (case_id);
create index notices_owed on lotsen.notices (due) where state in ('owed', 'failed');

create table lotsen.absences (
  office text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  saved timestamptz not null default clock_timestamp(),
  data jsonb not null,
  primary key (office, from_at)
);

create table lotsen.routes (
  channel text not null,
  id text not null,
  office text not null,
  ref text not null,
  primary key (channel, id)
);
create index routes_office on lotsen.routes (office);

create table lotsen.knowledge_versions (
  version text primary key,
  saved timestamptz not null default now(),
  files jsonb not null
);

create table lotsen.access_log (
  seq bigint generated always as identity primary key,
  case_id text not null,
  officer text not null,
  office text not null,
  at timestamptz not null default now()
);
create index access_log_case on lotsen.access_log (case_id, seq);
create index access_log_at on lotsen.access_log (at);

-- What a channel keeps; secrets in it are encrypted before they come here.
create table lotsen.channel_memory (
  channel text not null,
  id text collate "C" not null,
  value jsonb not null,
  saved timestamptz not null default now(),
  primary key (channel, id)
);
