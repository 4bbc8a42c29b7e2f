/** The id of a field's chip, so that what is missing can be chosen from the panel. */
export function fieldId(stepId: string, field: string): string {
  return `field-${stepId}-${field}`
}
