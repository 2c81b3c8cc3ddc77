namespace StudioApp.Web.Shared.Layout;

/// <summary>Dark or light, for one browser tab. The cookie carries it from page to page, <c>data-theme</c> shows it.</summary>
internal sealed class Appearance(string theme)
{
    public const string Cookie = "studio.theme";
    public const string Dark = "dark";
    public const string Light = "light";

    public event Action? Changed;

    public string Theme { get; private set; } = Parse(theme);

    public bool IsDark => Theme == Dark;

    /// <summary>Anything but <c>light</c> is dark.</summary>
    public static string Parse(string? cookie) => cookie == Light ? Light : Dark;

    public void Switch()
    {
        Theme = IsDark ? Light : Dark;
        Changed?.Invoke();
    }
}
