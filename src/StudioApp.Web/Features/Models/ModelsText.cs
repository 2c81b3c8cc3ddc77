namespace StudioApp.Web.Features.Models;

/// <summary>The words of the models page, see ModelsText.resx.</summary>
public sealed class ModelsText;
