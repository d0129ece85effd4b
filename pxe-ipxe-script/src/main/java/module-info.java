/** The iPXE script language. */
module io.pxe4j.ipxe {
    requires static org.jspecify;

    exports io.pxe4j.ipxe;
    exports io.pxe4j.ipxe.language;
    exports io.pxe4j.ipxe.eval;
    exports io.pxe4j.ipxe.lint;
    exports io.pxe4j.ipxe.syntax;
}
