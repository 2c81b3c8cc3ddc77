namespace StudioApp.Web.Shared.Ui;

/// <summary>
/// The studio's one set of icons: lines on a 24 x 24 ground, shown at 20 px. Each is SVG markup without the outer element,
/// which is what both <see cref="Icon"/> and MudBlazor's components take.
/// </summary>
internal static class StudioIcons
{
    public const string Studio = Open + """<rect x="3" y="5" width="18" height="14" rx="3"/><path d="M10.2 9.3v5.4l4.6-2.7z" fill="currentColor"/>""" + End;
    public const string Gallery = Open + """<rect x="3.5" y="3.5" width="7" height="9" rx="1.8"/><rect x="13.5" y="3.5" width="7" height="5" rx="1.8"/><rect x="3.5" y="15.5" width="7" height="5" rx="1.8"/><rect x="13.5" y="11.5" width="7" height="9" rx="1.8"/>""" + End;
    public const string Models = Open + """<path d="m12 3.5 8.5 4.5-8.5 4.5L3.5 8z"/><path d="m3.5 12 8.5 4.5 8.5-4.5"/><path d="m3.5 16 8.5 4.5 8.5-4.5"/>""" + End;
    public const string Bell = Open + """<path d="M6 10.5a6 6 0 0 1 12 0c0 3.8 1.1 5.3 2 6H4c.9-.7 2-2.2 2-6z"/><path d="M10 19.5a2.1 2.1 0 0 0 4 0"/>""" + End;
    public const string Sun = Open + """<circle cx="12" cy="12" r="3.8"/><path d="M12 3v1.8M12 19.2V21M3 12h1.8M19.2 12H21M5.6 5.6l1.3 1.3M17.1 17.1l1.3 1.3M5.6 18.4l1.3-1.3M17.1 6.9l1.3-1.3"/>""" + End;
    public const string Moon = Open + """<path d="M20 14.3A8.2 8.2 0 0 1 9.7 4a8.2 8.2 0 1 0 10.3 10.3z"/>""" + End;
    public const string Language = Open + """<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.5 2.3 3.7 5.2 3.7 8.5s-1.2 6.2-3.7 8.5c-2.5-2.3-3.7-5.2-3.7-8.5s1.2-6.2 3.7-8.5z"/>""" + End;
    public const string Keyboard = Open + """<rect x="2.8" y="6" width="18.4" height="12" rx="2.5"/><path d="M6.5 10h.01M10.2 10h.01M13.8 10h.01M17.5 10h.01M8 14h8"/>""" + End;
    public const string Search = Open + """<circle cx="10.8" cy="10.8" r="6.3"/><path d="m15.6 15.6 4.4 4.4"/>""" + End;
    public const string Heart = Open + HeartShape + "/>" + End;
    public const string HeartFilled = Open + HeartShape + """ fill="currentColor"/>""" + End;
    public const string Trash = Open + """<path d="M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 13h9.4l.8-13M10.2 10.5v5.5M13.8 10.5v5.5"/>""" + End;
    public const string Restore = Open + """<path d="M4.5 9.5h9.8a5 5 0 0 1 0 10H8"/><path d="m8.5 5.5-4 4 4 4"/>""" + End;
    public const string Download = Open + """<path d="M12 4v11M7.5 10.8 12 15.3l4.5-4.5M4.5 19.8h15"/>""" + End;
    public const string Copy = Open + """<rect x="8.5" y="8.5" width="12" height="12" rx="2.5"/><path d="M15.5 8.5V6A2.5 2.5 0 0 0 13 3.5H6A2.5 2.5 0 0 0 3.5 6v7A2.5 2.5 0 0 0 6 15.5h2.5"/>""" + End;
    public const string Check = Open + """<path d="m4.5 12.5 5 5 10-11"/>""" + End;
    public const string Refresh = Open + """<path d="M20 12a8 8 0 0 1-14.2 5.1M4 12a8 8 0 0 1 14.2-5.1"/><path d="M18.5 3v4.2h-4.2M5.5 21v-4.2h4.2"/>""" + End;
    public const string Reuse = Open + """<path d="M4 11.5V10a4 4 0 0 1 4-4h12M20 12.5V14a4 4 0 0 1-4 4H4"/><path d="m17 3 3 3-3 3M7 21l-3-3 3-3"/>""" + End;
    public const string Dice = Open + """<rect x="3.8" y="3.8" width="16.4" height="16.4" rx="3.5"/>""" + Dot + """ cx="8.5" cy="8.5"/>""" + Dot + """ cx="15.5" cy="8.5"/>""" + Dot + """ cx="12" cy="12"/>""" + Dot + """ cx="8.5" cy="15.5"/>""" + Dot + """ cx="15.5" cy="15.5"/>""" + End;
    public const string Lock = Open + """<rect x="5" y="10.5" width="14" height="9.5" rx="2.5"/><path d="M8.2 10.5V8a3.8 3.8 0 0 1 7.6 0v2.5"/>""" + End;
    public const string Unlock = Open + """<rect x="5" y="10.5" width="14" height="9.5" rx="2.5"/><path d="M8.2 10.5V8a3.8 3.8 0 0 1 7.3-1.5"/>""" + End;
    public const string ChevronLeft = Open + """<path d="m14.5 5.5-6.5 6.5 6.5 6.5"/>""" + End;
    public const string ChevronRight = Open + """<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>""" + End;
    public const string ArrowUp = Open + """<path d="M12 19.5v-15M5.5 11 12 4.5l6.5 6.5"/>""" + End;
    public const string Settings = Open + """<path d="M4 7.5h8.5M17.5 7.5H20M4 16.5h2.5M11.5 16.5H20"/><circle cx="15" cy="7.5" r="2.5"/><circle cx="9" cy="16.5" r="2.5"/>""" + End;
    public const string Warning = Open + """<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17h.01"/>""" + End;
    public const string Info = Open + """<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8h.01"/>""" + End;
    public const string Folder = Open + """<path d="M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z"/>""" + End;
    public const string Device = Open + """<rect x="6.5" y="6.5" width="11" height="11" rx="2"/><path d="M10 3.5v3M14 3.5v3M10 17.5v3M14 17.5v3M3.5 10h3M3.5 14h3M17.5 10h3M17.5 14h3"/>""" + End;
    public const string Clock = Open + """<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>""" + End;
    public const string Spark = Open + """<path d="M12 3.5c.7 4.7 3.8 7.8 8.5 8.5-4.7.7-7.8 3.8-8.5 8.5-.7-4.7-3.8-7.8-8.5-8.5 4.7-.7 7.8-3.8 8.5-8.5z"/>""" + End;
    public const string Film = Open + """<rect x="3.5" y="4.5" width="17" height="15" rx="2.5"/><path d="M8 4.5v15M16 4.5v15M3.5 9.5H8M3.5 14.5H8M16 9.5h4.5M16 14.5h4.5"/>""" + End;

    public const string Picture = Open + """<rect x="3.5" y="4.5" width="17" height="15" rx="2.5"/><circle cx="9" cy="9.8" r="1.7"/><path d="m4 17.2 4.8-4.4 3.6 3.2 3.2-2.6 4.9 4.2"/>""" + End;
    public const string Close = Open + """<path d="m6 6 12 12M18 6 6 18"/>""" + End;

    private const string Open = """<g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">""";
    private const string End = "</g>";
    private const string Dot = """<circle r="1.3" fill="currentColor" stroke="none" """;
    private const string HeartShape = """<path d="M12 20.2C7.2 16.6 3.8 13.6 3.8 9.7a4.5 4.5 0 0 1 8.2-2.5 4.5 4.5 0 0 1 8.2 2.5c0 3.9-3.4 6.9-8.2 10.5z" """;
}
