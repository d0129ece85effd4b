package io.pxe4j.ipxe.eval;

/** The files of iPXE that errors come from, by their numbers in include/ipxe/errfile.h, which never change. */
enum Origin {
    EXEC(0x022000),
    OPEN(0x092000),
    SETTINGS(0x0c2000),
    BASE64(0x102000),
    BASE16(0x112000),
    PARSEOPT(0x162000),
    UUID(0x2a2000),
    PCI(0x044000),
    USB(0x074000),
    IPV4(0x056000),
    IPV6(0x066000),
    DNS(0x116000),
    NETDEV_SETTINGS(0x146000),
    IMAGE(0x008000),
    SCRIPT(0x028000),
    IMAGE_CMD(0x0ae000),
    IFMGMT(0x0ee000),
    IFMGMT_CMD(0x1de000),
    PROMPT(0x22e000),
    MENU_UI(0x2ce000),
    READLINE(0x32e000),
    PCI_CMD(0x59e000),
    FORM_UI(0x63e000),
    USB_CMD(0x64e000),
    CPUID_CMD(0x80e000);

    private final int file;

    Origin(int file) {
        this.file = file;
    }

    int file() {
        return file;
    }
}
