import type { PatronId, QuestionId } from '#ids.ts'
import type { Library } from '#library.ts'
import { deleteQuestion, loadQuestionsOf, type Question } from './question-store.ts'

export type { Question }

/** More than anybody has within the time that they are kept. */
export const questionsShownMax = 100

/** A patron's questions with their answers, the youngest first. */
export const myQuestions = (library: Library, patronId: PatronId): Promise<Question[]> =>
  loadQuestionsOf(library.db, patronId, questionsShownMax)

/** 消す: the patron takes a question away, answered or not. Pressed twice it is gone; one of somebody else stays. */
export const removeQuestion = (library: Library, patronId: PatronId, id: QuestionId): Promise<void> =>
  deleteQuestion(library.db, patronId, id)
