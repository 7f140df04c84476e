export const TAXONOMY_HELP = `credlens taxonomy build --out FILE
credlens taxonomy show FILE

build makes one indexed file of skill taxonomies that you have. Nothing is downloaded.

  --esco DIR|ZIP|FILE     ESCO as its portal gives it (CSV, 1.1 or 1.2), or one table of it, comma or tab separated, with preferredLabel and, as far
                          as there are, conceptUri or uri, altLabels, hiddenLabels, reuseLevel. Repeat it for more.
  --onet DIR|FILE         the O*NET database as text files
  --rsd FILE              rich skill descriptors: OSMT's CSV or JSON
  --case FILE             a CASE CFPackage (JSON)
  --list FILE             a list of your own: CSV or TSV with a header (label; id, altLabels, hiddenLabels, language, broader, type), or a label a line
  --crosswalk FILE        mappings with columns from, relation, to; or escoUri, relation, sourceId, where "broadMatch" says that the other concept is the broader one
  --crosswalk-reversed FILE  the same, where "broadMatch" says that ESCO's concept is the broader one
  --language TAG          of labels that do not say their own (default: what a file's name says, as skills_de.csv does, else en)
  --languages TAG,TAG     these alone (default: all)
  --name TEXT, --edition TEXT  how reports call it
  --out FILE              where it goes
  --json                  say what was made as JSON

show says what is in such a file; with --json as JSON.

A concept without an identifier gets one from its label.
Exit status: 0; 64 called wrongly, or a file that cannot be used.
`;

export const SKILLS_HELP = `credlens skills map --taxonomy FILE [TEXTS]

Reads a text a line from TEXTS or standard input, and says which skills of the taxonomy it may mean, in the same order.
The search goes by spelling alone. What it finds is a candidate for a person to confirm, unless it is the skill's own label and no other's.

  --taxonomy FILE         made by credlens taxonomy build
  --json                  a JSON object a line: text, candidates [{id, uri, label, score, language, by, matched}], accepted where a text is a skill's own label
  --limit NUMBER          candidates of each text, 1 to 100 (default 10; 3 without --json)
  --language TAG          compare with labels in this language alone. Repeat it for more (default: all that the taxonomy has)
  --help, --version

Exit status: 0; 64 called wrongly, or a file that cannot be used.
`;
