package io.pxe4j.ipxe.syntax;

import java.util.List;
import java.util.Optional;

/** What a line holds. */
record LineContent(
        Optional<SourceWord> label, List<SourceCommand> commands, Optional<SourceWord> comment, Optional<Span> nul) {}
