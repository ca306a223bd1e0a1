// Made by `npm run schema` from the migrations. Do not edit.
import type { BibId, BranchId, DraftId, HoldId, ItemId, LoanId, MessageId, MistakeId, NewsId, NoteId, NoticeId, OrderId, PasskeyId, PatronId, PlannedChangeId, PreRegistrationId, QuestionId, ReportId, RequestId, SavedSearchId, ScanId, StaffId, StopId, TerminalId, ThemeId, WishListId } from '#ids.ts'
import type { Generated, GeneratedAlways } from 'kysely'

export type Schema = {
  account_change: {
    id: GeneratedAlways<number>
    patron_id: PatronId
    at: Temporal.Instant
    what: 'password' | 'reset' | 'mail' | 'mailRemoved' | 'passwordByMail' | 'cardRenewed' | 'passkeyAdded' | 'passkeyRemoved'
    tell: string | null
  }
  audit: {
    id: GeneratedAlways<number>
    at: Temporal.Instant
    staff_login: string
    did: string
    patron_id: PatronId | null
    detail: Generated<unknown>
  }
  authority: {
    id: Generated<number>
    source_key: string
    kind: 'name' | 'subject'
    name: string
    reading: string | null
    links: Generated<unknown>
    raw: unknown | null
    changed_at: Temporal.Instant
  }
  backup_made: {
    made_at: Temporal.Instant
    rows: number
    bytes: number
  }
  basket_line: {
    patron_id: PatronId
    bib_id: BibId
    added_at: Temporal.Instant
  }
  bib: {
    id: Generated<BibId>
    source_key: string
    kind: 'book' | 'pictureBook' | 'pocketBook' | 'largePrint' | 'comic' | 'magazine' | 'audiovisual' | 'electronic' | 'oldBook'
    title: string
    title_reading: string | null
    subtitle: string | null
    volume: string | null
    series: string | null
    series_reading: string | null
    responsibility: string | null
    creators: Generated<unknown>
    publisher: string | null
    place: string | null
    published: string | null
    year: number | null
    isbns: Generated<string[]>
    issn: string | null
    ndc: Generated<string[]>
    subjects: Generated<string[]>
    extent: string | null
    contents: string | null
    note: string | null
    audience: Generated<'general' | 'youngAdult' | 'child'>
    language: string | null
    url: string | null
    raw: unknown | null
    added_at: Temporal.Instant
    changed_at: Temporal.Instant
    merged_into: BibId | null
    deleted_at: Temporal.Instant | null
    subject_readings: Generated<string[]>
    raw_is_older: Generated<boolean>
    other_titles: Generated<string[]>
    other_title_readings: Generated<string[]>
    hidden_at: Temporal.Instant | null
    hidden_by: string | null
    hidden_because: string | null
  }
  bib_change: {
    seq: GeneratedAlways<number>
    tx: Generated<string>
    bib_id: number | null
    authority_id: number | null
  }
  bib_stamp: {
    bib_id: BibId
    stamped_at: Temporal.Instant | null
    kind: string | null
    class: number | null
    gone: Generated<boolean>
  }
  branch: {
    id: BranchId
    kind: 'library' | 'room' | 'network' | 'bookmobile'
    name: string
    short_name: string
    phone: string
    is_central: Generated<boolean>
    list_order: number
    closed_for_good_from: Temporal.PlainDate | null
    name_kana: string | null
    name_en: string | null
    address: string | null
    is_pickup: Generated<boolean>
    on_holidays: 'asUsual' | 'closed' | 'swap' | null
    closings: Generated<unknown>
    coordinates: string | null
    access: string | null
    facilities: Generated<string[]>
    floor: Generated<unknown>
    van_days: number[] | null
  }
  calendar_address: {
    patron_id: PatronId
    half: string
    with_titles: Generated<boolean>
    made_at: Temporal.Instant
    chosen_at: Temporal.Instant
  }
  calendar_day: {
    branch_id: BranchId
    day: Temporal.PlainDate
    opens: Temporal.PlainTime | null
    closes: Temporal.PlainTime | null
    reason: string | null
    entered_by_staff: Generated<boolean>
  }
  card: {
    number: string
    patron_id: PatronId
    issued_on: Temporal.PlainDate
    retired_on: Temporal.PlainDate | null
  }
  copied_draft: {
    id: DraftId
    made_at: Temporal.Instant
    made_by: string
    isbn: string | null
    answers: unknown
    saved_bib_id: BibId | null
  }
  counter_scan: {
    id: GeneratedAlways<ScanId>
    session_hash: Buffer
    page: 'checkIn' | 'checkOut' | 'renew'
    patron_id: PatronId | null
    branch_id: BranchId
    at: Temporal.Instant
    barcode: string
    said: unknown
    undone_at: Temporal.Instant | null
    item_event_id: number | null
    sent_id: string | null
  }
  demo_library: {
    opened_at: Temporal.Instant
  }
  family_link: {
    carer_id: PatronId
    member_id: PatronId
    made_at: Temporal.Instant
    ends_on: Temporal.PlainDate | null
  }
  hold: {
    id: GeneratedAlways<HoldId>
    patron_id: PatronId | null
    bib_id: BibId
    only_item_id: ItemId | null
    order_id: OrderId
    order_position: number
    kind: 'ordinary' | 'series' | 'set'
    channel: 'web' | 'terminal' | 'counter'
    state: 'applied' | 'waiting' | 'inTransit' | 'ready' | 'cancelApplied' | 'closed'
    place: number | null
    item_id: ItemId | null
    pickup_branch_id: BranchId
    pickup_stop_id: StopId | null
    contact: 'phone' | 'mail' | 'self'
    applied_at: Temporal.Instant
    captured_at: Temporal.Instant | null
    ready_at: Temporal.Instant | null
    notified_at: Temporal.Instant | null
    pick_up_by: Temporal.PlainDate | null
    suspended_until: Temporal.PlainDate | null
    not_needed_after: Temporal.PlainDate | null
    closed_at: Temporal.Instant | null
    closed_why: 'fulfilled' | 'cancelled' | 'expired' | 'refused' | null
    closed_detail: string | null
    slip: string | null
    told_until: Temporal.PlainDate | null
    self_since: Temporal.Instant | null
    enough: number | null
  }
  hold_event: {
    id: GeneratedAlways<number>
    hold_id: HoldId
    at: Temporal.Instant
    actor: string
    from_state: string | null
    to_state: string
    why: string
    item_id: ItemId | null
    detail: string | null
    passed_over: number[] | null
    reason: string | null
    beyond_limit: Generated<boolean>
    from_bib_id: BibId | null
    from_patron_id: number | null
    from_place: number | null
    to_place: number | null
    from_branch_id: BranchId | null
    from_stop_id: string | null
    to_branch_id: BranchId | null
    to_stop_id: string | null
    had_item_id: ItemId | null
    contact: 'phone' | 'mail' | 'self' | null
  }
  hold_order: {
    id: OrderId
    patron_id: PatronId | null
    kind: 'ordinary' | 'series' | 'set'
    channel: 'web' | 'terminal' | 'counter'
    placed_at: Temporal.Instant
  }
  in_force: {
    only_row: Generated<boolean>
    version: number
  }
  item: {
    id: Generated<ItemId>
    barcode: string
    bib_id: BibId
    home_branch_id: BranchId
    current_branch_id: BranchId
    shelf: string | null
    call_number: string | null
    loan_rule: Generated<string>
    status: Generated<'shelf' | 'loan' | 'holdShelf' | 'transit' | 'repair' | 'missing' | 'withdrawn' | 'onOrder' | 'inProcess'>
    joined_on: Temporal.PlainDate
    note: string | null
    hidden_at: Temporal.Instant | null
    hidden_by: string | null
    hidden_because: string | null
  }
  item_category: {
    code: string
  }
  item_event: {
    id: GeneratedAlways<number>
    item_id: ItemId
    at: Temporal.Instant
    actor: string
    branch_id: BranchId | null
    from_status: string | null
    to_status: string
    why: string
    detail: string | null
    passed_over: number[] | null
    from_branch_id: BranchId | null
    from_bib_id: BibId | null
    joined_before: Temporal.PlainDate | null
  }
  known_device: {
    device_hash: Buffer
    patron_id: PatronId
    failures: Generated<number>
    known_since: Temporal.Instant
    last_used_at: Temporal.Instant
  }
  lending: {
    lent_on: Temporal.PlainDate
    branch_id: BranchId
    stop_id: StopId | null
    patron_category: string | null
    age_group: number | null
    area: string | null
    item_category: string
    kind: string
    audience: string
    ndc_class: string | null
    counts: number
    of_group: boolean | null
  }
  loan: {
    id: GeneratedAlways<LoanId>
    item_id: ItemId
    bib_id: BibId
    patron_id: PatronId | null
    branch_id: BranchId
    stop_id: StopId | null
    lent_at: Temporal.Instant
    due_on: Temporal.PlainDate
    renewals: Generated<number>
    returned_at: Temporal.Instant | null
    returned_branch_id: BranchId | null
    lost_at: Temporal.Instant | null
    moved_in: Generated<boolean>
    own_note: string | null
    receipt_told: Generated<boolean>
  }
  machine: {
    name: string
    branch_id: BranchId
    password_hash: string
    charset: 'utf8' | 'cp932' | 'eucjp'
    language: 'ja' | 'en'
    asks_password: boolean
    address: string | null
    comma_in_name: boolean
    tells_hold_patron: boolean
    created_at: Temporal.Instant
    seen_at: Temporal.Instant | null
    disabled_at: Temporal.Instant | null
  }
  machine_report: {
    id: GeneratedAlways<ReportId>
    key: Buffer
    machine: string | null
    what: 'checkOut' | 'checkIn' | 'renew' | 'keepCard'
    happened_at: Temporal.Instant
    reported_at: Temporal.Instant
    state: 'begun' | 'done' | 'open' | 'settled'
    barcode: string | null
    patron_id: PatronId | null
    why: string | null
    settled_at: Temporal.Instant | null
    settled_by: string | null
    staff_login: string | null
    branch_id: BranchId | null
    item_event_id: number | null
    card_number: string | null
  }
  machine_trouble: {
    day: Temporal.PlainDate
    machine: string
    address: string
    kind: string
    times: Generated<number>
    last_at: Temporal.Instant
  }
  mail_application: {
    patron_id: PatronId
    address: string
    applied_at: Temporal.Instant
  }
  mail_bounce: {
    patron_id: PatronId
    address: string
    bounced_at: Temporal.Instant
  }
  mistake: {
    id: MistakeId
    bib_id: BibId | null
    says: string
    made_at: Temporal.Instant
    from_address: string | null
    state: 'received' | 'mended' | 'leftAsIs'
    settled_at: Temporal.Instant | null
    settled_by: string | null
  }
  moved_in: {
    files: string
    at: Temporal.Instant
    said: unknown
  }
  moving_base: {
    source_key: string
  }
  moving_password: {
    said: string
    hash: string
  }
  news: {
    id: NewsId
    shown_from: Temporal.PlainDate
    shown_until: Temporal.PlainDate
    title: string
    body: string
    easy_title: string | null
    easy_body: string | null
    en_title: string | null
    en_body: string | null
    written_at: Temporal.Instant
    changed_at: Temporal.Instant
    important: Generated<boolean>
  }
  news_branch: {
    news_id: NewsId
    branch_id: BranchId
  }
  nightly_run: {
    day: Temporal.PlainDate
    started_at: Temporal.Instant
    finished_at: Temporal.Instant | null
    ran_ahead: Generated<boolean>
  }
  nightly_step: {
    day: Temporal.PlainDate
    step: string
    counted: Generated<number>
    report: Generated<unknown>
    started_at: Temporal.Instant
    finished_at: Temporal.Instant | null
  }
  notice: {
    id: GeneratedAlways<NoticeId>
    dedupe_key: string
    kind: 'orderPlaced' | 'ready' | 'shelfMoved' | 'unavailable' | 'mailRegistered' | 'closed' | 'dueSoon' | 'overdue' | 'shelfEnding' | 'arrivals' | 'requestAnswered' | 'accountChanged' | 'borrowable' | 'passwordLink' | 'lent' | 'questionAnswered'
    patron_id: PatronId | null
    hold_id: HoldId | null
    channel: 'mail' | 'phone' | 'letter'
    recipient: string
    facts: unknown
    due_at: Temporal.Instant
    state: Generated<'due' | 'sent' | 'failed' | 'cancelled'>
    attempts: Generated<number>
    next_try_at: Temporal.Instant
    message_id: string
    done_at: Temporal.Instant | null
    last_error: string | null
    told_with: NoticeId | null
    instead_of: NoticeId | null
  }
  opening_done: {
    what: 'mail' | 'backup' | 'secrets' | 'opened'
    at: Temporal.Instant
    by: string
  }
  passkey: {
    id: Generated<PasskeyId>
    patron_id: PatronId
    credential_id: string
    public_key: Buffer
    counter: number
    user_handle: string
    host: string
    name: string
    added_at: Temporal.Instant
    last_used_at: Temporal.Instant | null
  }
  passkey_answered: {
    challenge: string
    answered_at: Temporal.Instant
  }
  password_guess: {
    password: string
    year_from: Temporal.Instant
    failures: number
  }
  password_link: {
    patron_id: PatronId
    half: string | null
    made_at: Temporal.Instant
    asked_on: Temporal.PlainDate
    asked_that_day: number
    tell: string | null
  }
  password_popularity: {
    password: string
    patrons: number
  }
  patron: {
    id: Generated<PatronId>
    category: string
    name: string
    name_reading: string
    birth_date: Temporal.PlainDate
    phone: string | null
    mail: string | null
    postal_code: string | null
    address: string | null
    home_branch_id: BranchId | null
    expires_on: Temporal.PlainDate
    stopped_because: string | null
    keeps_history: Generated<boolean>
    language: string | null
    created_at: Temporal.Instant
    merged_into: PatronId | null
    name_key: string | null
    reading_key: string | null
    address_key: string | null
    due_soon_days: number | null
    declined_mails: Generated<string[]>
    wants_receipts: Generated<boolean>
    usual_branch_id: BranchId | null
    usual_stop_id: StopId | null
    usual_contact: 'phone' | 'mail' | 'self' | null
    agreed_at: Temporal.Instant | null
    agreed_to: string | null
  }
  patron_category: {
    code: string
  }
  patron_message: {
    id: MessageId
    patron_id: PatronId
    words: string
    written_by: string
    written_at: Temporal.Instant
  }
  patron_note: {
    id: NoteId
    patron_id: PatronId
    words: string
    written_by: string | null
    written_at: Temporal.Instant
  }
  patron_secret: {
    patron_id: PatronId
    kind: 'temporary' | 'own'
    hash: string
    set_at: Temporal.Instant
    temporary_until: Temporal.Instant | null
    temporary_tries: Generated<number>
    wrapped: unknown | null
    changed_on: Temporal.PlainDate | null
    changes_that_day: Generated<number>
    veiled_until: Temporal.Instant | null
  }
  patron_was: {
    id: GeneratedAlways<number>
    patron_id: PatronId
    until_hold_event: number
    until_item_event: number
    expires_on: Temporal.PlainDate
    stopped: boolean
  }
  planned_change: {
    id: GeneratedAlways<PlannedChangeId>
    from_day: Temporal.PlainDate
    changes: unknown
    entered_at: Temporal.Instant
    entered_by: string
    why: string | null
    state: Generated<'waiting' | 'done' | 'failed' | 'takenBack'>
    failure: unknown | null
    ended_at: Temporal.Instant | null
  }
  policy: {
    version: GeneratedAlways<number>
    document: unknown
    entered_at: Temporal.Instant
    entered_by: string
    why: string | null
    places: unknown | null
  }
  pre_registration: {
    id: PreRegistrationId
    number: string
    name: string
    name_reading: string
    birth_date: Temporal.PlainDate
    phone: string | null
    mail: string | null
    postal_code: string | null
    address: string
    made_at: Temporal.Instant
    from_address: string
    agreed_to: string | null
  }
  pull_claim: {
    hold_id: HoldId
    item_id: ItemId
    branch_id: BranchId
    actor: string
    claimed_at: Temporal.Instant
  }
  question: {
    id: QuestionId
    patron_id: PatronId
    asks: string
    looked_at: string | null
    wanted_by: Temporal.PlainDate | null
    state: 'received' | 'looking' | 'answered'
    made_at: Temporal.Instant
    changed_at: Temporal.Instant
    answer: string | null
    changed_by: string | null
  }
  record_source_list: {
    single: Generated<boolean>
    sources: unknown
  }
  request: {
    id: RequestId
    patron_id: PatronId
    state: 'received' | 'considering' | 'ordered' | 'borrowing' | 'held' | 'declined' | 'withdrawn'
    title: string
    author: string | null
    publisher: string | null
    published: string | null
    isbn: string | null
    note: string | null
    pickup_branch_id: BranchId
    pickup_stop_id: StopId | null
    contact: 'phone' | 'mail' | 'self'
    made_at: Temporal.Instant
    changed_at: Temporal.Instant
    answer: string | null
    bib_id: BibId | null
    looked_on: Temporal.PlainDate | null
  }
  request_event: {
    id: GeneratedAlways<number>
    request_id: RequestId
    at: Temporal.Instant
    actor: string
    from_state: string | null
    to_state: string
    answer: string | null
  }
  saved_search: {
    id: Generated<SavedSearchId>
    patron_id: PatronId
    asked: string
    arranged: string
    name: string | null
    saved_at: Temporal.Instant
    seen_to: number
    told_to: number | null
    told_on: Temporal.PlainDate | null
  }
  secrets_fingerprint: {
    only_row: Generated<boolean>
    fingerprint: string
  }
  security_event: {
    id: GeneratedAlways<number>
    at: Temporal.Instant
    what: 'staffSignedIn' | 'staffRefused' | 'staffWaits' | 'staffNotAllowed' | 'staffFormRefused' | 'alarmRaised' | 'addressBlocked'
    staff_login: string | null
    detail: string | null
  }
  session: {
    id_hash: Buffer
    patron_id: PatronId
    terminal_id: TerminalId | null
    must_change_password: boolean
    started_at: Temporal.Instant
    seen_at: Temporal.Instant
    scopes: string[] | null
    acting_for: PatronId | null
  }
  sign_in_address: {
    address: string
    short_from: Temporal.Instant
    short_count: number
    long_from: Temporal.Instant
    long_count: number
    cards: string[]
  }
  sign_in_alarm: {
    only_row: Generated<boolean>
    hour_from: Temporal.Instant
    hour_count: number
    day_from: Temporal.Instant
    day_count: number
    birth_date_until: Temporal.Instant | null
  }
  sign_in_card: {
    patron_id: PatronId
    ladder: Generated<string[]>
    failed_at: Generated<Temporal.Instant[]>
    wait_until: Temporal.Instant | null
    stopped_at: Temporal.Instant | null
    birth_dates_at: Generated<Temporal.Instant[]>
  }
  staff: {
    id: GeneratedAlways<StaffId>
    login: string
    name: string
    role: 'counter' | 'chief' | 'admin'
    branch_id: BranchId
    password_hash: string
    totp_secret: string | null
    created_at: Temporal.Instant
    disabled_at: Temporal.Instant | null
    other_branches: Generated<BranchId[]>
    resets_passwords: Generated<boolean>
    code_since: Temporal.Instant | null
    code_pending: string | null
    code_step: number | null
  }
  staff_attempt: {
    staff_id: StaffId
    failures: number
    wait_until: Temporal.Instant | null
  }
  staff_device: {
    device_hash: Buffer
    staff_id: StaffId
    failures: Generated<number>
    last_used_at: Temporal.Instant
  }
  staff_session: {
    id_hash: Buffer
    staff_id: StaffId
    branch_id: BranchId
    started_at: Temporal.Instant
    seen_at: Temporal.Instant
  }
  stop: {
    id: StopId
    branch_id: BranchId
    name: string
    list_order: number
    abolished_from: Temporal.PlainDate | null
    name_kana: string | null
    name_en: string | null
    place: string | null
    coordinates: string | null
    access: string | null
    facilities: Generated<string[]>
  }
  stop_schedule: {
    stop_id: StopId
    first_day: Temporal.PlainDate
    last_day: Temporal.PlainDate | null
    every_weeks: number | null
    weeks_of_month: number[] | null
    arrives: Temporal.PlainTime
    leaves: Temporal.PlainTime
    days: Temporal.PlainDate[] | null
  }
  stop_visit: {
    stop_id: StopId
    day: Temporal.PlainDate
    arrives: Temporal.PlainTime
    leaves: Temporal.PlainTime
    cancelled_because: string | null
    cancelled_by_closure: Generated<boolean>
  }
  terminal: {
    id: Generated<TerminalId>
    branch_id: BranchId
    name: string
    token_hash: Buffer
    registered_at: Temporal.Instant
    removed_at: Temporal.Instant | null
    self_check: Generated<'no' | 'loans' | 'returns'>
  }
  terminal_code: {
    code_hash: Buffer
    branch_id: BranchId
    name: string
    made_by: string
    made_at: Temporal.Instant
    expires_at: Temporal.Instant
    used_at: Temporal.Instant | null
    self_check: Generated<'no' | 'loans' | 'returns'>
  }
  theme: {
    id: ThemeId
    shown_from: Temporal.PlainDate | null
    shown_until: Temporal.PlainDate | null
    title: string
    body: string
    easy_title: string | null
    easy_body: string | null
    en_title: string | null
    en_body: string | null
    for_children: boolean
    branch_id: BranchId | null
    written_at: Temporal.Instant
    changed_at: Temporal.Instant
  }
  theme_title: {
    theme_id: ThemeId
    bib_id: BibId
    place: number
    line: string | null
  }
  transit: {
    id: GeneratedAlways<number>
    item_id: ItemId
    from_branch_id: BranchId
    to_branch_id: BranchId
    hold_id: HoldId | null
    sent_at: Temporal.Instant
    ended_at: Temporal.Instant | null
    ended_why: 'arrived' | 'elsewhere' | 'lost' | null
  }
  webhook: {
    name: string
    url: string
    half: string
    kinds: string[]
    tells_titles: boolean
    tells_card: boolean
    created_at: Temporal.Instant
    disabled_at: Temporal.Instant | null
    disabled_because: string | null
  }
  webhook_delivery: {
    id: string
    webhook: string
    notice_id: NoticeId
    state: Generated<'due' | 'sent' | 'failed' | 'cancelled'>
    body: string | null
    attempts: Generated<number>
    next_try_at: Temporal.Instant
    done_at: Temporal.Instant | null
    last_error: string | null
  }
  weekly_hours: {
    branch_id: BranchId
    weekday: number
    opens: Temporal.PlainTime
    closes: Temporal.PlainTime
  }
  wish: {
    list_id: WishListId
    bib_id: BibId
    note: string | null
    wished_at: Temporal.Instant
    tell: Generated<boolean>
    told_on: Temporal.PlainDate | null
  }
  wish_list: {
    id: WishListId
    patron_id: PatronId
    name: string
    made_at: Temporal.Instant
    shared_as: string | null
  }
}
