// Who is in the sequences of CK+ that have an emotion label: 118 subjects, by how many of theirs have one. Counted from the list of ten
// folds that Meng et al. published with "Frame Attention Networks" (ICIP 2019), CK+_10-fold_sample_IDascendorder_step10.txt.
const subjectsByCount: Record<number, string> = {
  1: "005 028 029 083 101 105 110 112 122 139 147 148 149 151 154 155 156 157 158 160 895",
  2: "045 051 053 059 063 072 073 077 084 086 088 091 093 094 098 107 114 126 128 135 505 999",
  3: `010 022 034 035 037 044 052 054 056 057 058 060 061 064 069 070 076 078 079 080 081 082 085 089 090 092 096 097 099 100 102 106 108
      109 111 113 115 116 117 119 127 133 134 137 501 502 503`,
  4: "014 026 042 046 050 062 065 066 067 068 074 075 087 095 124 129 131 136 504 506",
  5: "032 055 071 125 130 132 138",
  6: "011",
};

/** Of the ten folds, in their order. */
export const foldSizes = [33, 39, 40, 35, 30, 37, 29, 29, 33, 22];

/** "S005/001", …: all 327, numbered anew within a subject. */
export const labelledSequences: readonly string[] = Object.entries(subjectsByCount).flatMap(([count, subjects]) =>
  subjects.split(/\s+/).flatMap((subject) => Array.from({ length: Number(count) }, (_, film) => `S${subject}/00${film + 1}`)),
);
