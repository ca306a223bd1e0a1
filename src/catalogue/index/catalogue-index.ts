// The interface of the search index grows here.
export type CatalogueIndex = object
