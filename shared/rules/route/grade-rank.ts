import { type Grade, grades } from '../../model/grade.ts'

/** Grades in order; one nobody knows counts below them all. */
export function gradeRank(grade: Grade | null): number {
  return grade === null ? -1 : grades.indexOf(grade)
}
