/**
 * A resolver map in which every field that the model does not already carry is mandatory, so that an SDL field
 * without a source is a compile error.
 */
export type ResolversFor<R, Gql, Model> = R &
  Required<Pick<R, Exclude<keyof Gql, keyof Model | '__typename'> & keyof R>>;
