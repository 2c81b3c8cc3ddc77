namespace StudioApp.Web.Shared.Ui;

/// <summary>Words that components of more than one page say, see UiText.resx.</summary>
public sealed class UiText;
