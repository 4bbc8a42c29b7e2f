import { isPractice, type ModelReference } from '../../../../shared/model/provider.ts'
import { useMirror } from '../../../store/mirror.ts'
import { providerOf } from '../../../store/selectors.ts'

/** Whose model it is: two services may offer one of the same name. */
export function ServiceName({ model }: { model: ModelReference }) {
  const name = useMirror((mirror) => providerOf(mirror, model)?.name)
  return isPractice(model) || name === undefined ? null : <small className="quiet">{name}</small>
}
