package io.pxe4j.tftp.engine;

/** What a {@link ContentSource} answers: {@link TftpContent} or a {@link ContentRefusal}. */
public sealed interface ContentAnswer permits TftpContent, ContentRefusal {}
