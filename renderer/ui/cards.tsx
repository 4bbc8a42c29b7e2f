type Card<Value extends string> = {
  readonly value: Value
  readonly title: string
  readonly meaning: string
  /** A fact that sets this one apart; empty for none. */
  readonly mark: string
}

/** Several things to go on with, each with a sentence about it. */
export function Cards<Value extends string>({
  cards,
  onChoose,
}: {
  cards: readonly Card<Value>[]
  onChoose: (value: Value) => void
}) {
  return (
    <ul className="cards">
      {cards.map((card) => (
        <li key={card.value}>
          <button type="button" className="card" onClick={() => onChoose(card.value)}>
            <b>{card.title}</b>
            {card.mark !== '' && <span className="mark-of">{card.mark}</span>}
            <small>{card.meaning}</small>
          </button>
        </li>
      ))}
    </ul>
  )
}
