using System.ComponentModel.DataAnnotations;

namespace StudioApp.Data;

/// <summary>Where the studio keeps what people make.</summary>
public sealed class StorageOptions
{
    /// <summary>The section of the configuration that hosts bind it from.</summary>
    public const string Section = "Storage";

    /// <summary>Database and media lie in here; made when missing. One running studio at a time may use it.</summary>
    [Required(ErrorMessage = "Storage:DataFolder is empty; name a folder that the studio may write to, such as ./data.")]
    public string DataFolder { get; set; } = "./data";

    /// <summary>How long a deleted clip can be taken back before its files go.</summary>
    [Range(1, 3650, ErrorMessage = "Storage:TrashDays must be 1 to 3650.")]
    public int TrashDays { get; set; } = 30;

    /// <summary>How long a picture from which nothing was made is kept.</summary>
    [Range(1, 3650, ErrorMessage = "Storage:PictureDays must be 1 to 3650.")]
    public int PictureDays { get; set; } = 7;

    internal string AbsoluteFolder => Path.GetFullPath(DataFolder);
}
