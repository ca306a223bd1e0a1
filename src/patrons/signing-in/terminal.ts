/** 館内蔵書検索機: a machine in a branch that staff have registered. */
export type Terminal = { id: number; branchId: string; name: string }
